import { UsageError } from "../cli/usage-error.ts";
import { type Line, readLines } from "./read-lines.ts";

/** Document ids by query id, best first; queries in the order in which they first come. */
export type Run = ReadonlyMap<string, readonly string[]>;

/**
 * Reads a TREC run: `query Q0 document rank score tag`, separated by blanks. The order is trec_eval's (form_res_rels.c): by
 * score, best first; equal scores by document id, descending. The rank plays no part. Lines that begin with # are comments.
 *
 * @throws UsageError naming file and line.
 */
export async function readRun(path: string, name: string): Promise<Run> {
  const scores = new Map<string, Map<string, number>>();
  for await (const line of readLines(path, name)) {
    if (line.text.startsWith("#")) continue;
    const { query, document, score } = hitOf(line);
    const ofQuery = scores.get(query) ?? new Map<string, number>();
    if (ofQuery.has(document))
      throw new UsageError(`${line.where}: document ${document} is ranked twice for query ${query}`);
    scores.set(query, ofQuery.set(document, score));
  }
  if (scores.size === 0) throw new UsageError(`${name}: there is no ranking in it`);
  return new Map([...scores].map(([query, ofQuery]) => [query, inOrder(ofQuery)]));
}

function hitOf({ text, where }: Line): { readonly query: string; readonly document: string; readonly score: number } {
  const [query = "", , document = "", , given = "", tag] = text.trim().split(/[ \t]+/);
  if (tag === undefined) throw new UsageError(`${where}: a run has 6 fields: query, Q0, document, rank, score, tag`);
  const score = Number(given);
  if (!Number.isFinite(score)) throw new UsageError(`${where}: the score must be a number, is "${given}"`);
  return { query, document, score };
}

function inOrder(scores: ReadonlyMap<string, number>): readonly string[] {
  return [...scores]
    .sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || Buffer.compare(Buffer.from(b), Buffer.from(a)))
    .map(([document]) => document);
}
