import { fileError, type Line, readLines } from "./lines.ts";
import { type Hit, trecOrder } from "./order.ts";
import type { Qrels, Run } from "./types.ts";

/**
 * Reads judgements in TREC form: `query iteration document relevance`, separated by blanks. Lines that begin with # are
 * comments.
 *
 * @throws Error naming file and line where a line has not four fields, the relevance is no integer, or a judgement comes
 *   twice; where there are none.
 */
export function readQrels(file: string): Qrels {
  const qrels = new Map<string, Map<string, number>>();
  for (const line of contentLines(file)) {
    const [query = "", , document = "", relevance = "", ...rest] = fieldsOf(line);
    if (relevance === "" || rest.length > 0) {
      throw fileError(file, line.number, "a judgement has 4 fields: query, iteration, document, relevance");
    }
    addOnce(qrels, query, document, integerOf(relevance, file, line), () =>
      fileError(file, line.number, `document ${document} is judged twice for query ${query}`),
    );
  }
  if (qrels.size === 0) throw new Error(`${file}: no judgements`);
  return qrels;
}

/**
 * Reads a ranking in TREC form: `query Q0 document rank score tag`, separated by blanks, what follows the tag ignored. The
 * order is trec_eval's (`trecOrder`), not that of the lines or of the ranks. Lines that begin with # are comments.
 *
 * @throws Error naming file and line where a line has fewer than six fields, the score is no finite number, or a document
 *   comes twice; where there are none.
 */
export function readRun(file: string): Run {
  const scores = new Map<string, Map<string, number>>();
  for (const line of contentLines(file)) {
    const [query = "", , document = "", , score = "", tag] = fieldsOf(line);
    if (tag === undefined) {
      throw fileError(file, line.number, "a ranking has 6 fields: query, Q0, document, rank, score, tag");
    }
    addOnce(scores, query, document, scoreOf(score, file, line), () =>
      fileError(file, line.number, `document ${document} is ranked twice for query ${query}`),
    );
  }
  if (scores.size === 0) throw new Error(`${file}: no ranking`);
  return new Map([...scores].map(([query, ofQuery]) => [query, trecOrder(hitsOf(ofQuery))]));
}

/** Sets the number of (query, document), which must not have one yet. @throws what `repeated` makes. */
export function addOnce(
  table: Map<string, Map<string, number>>,
  query: string,
  document: string,
  value: number,
  repeated: () => Error,
): void {
  const ofQuery = table.get(query) ?? new Map<string, number>();
  if (ofQuery.has(document)) throw repeated();
  table.set(query, ofQuery.set(document, value));
}

/** The integer that a relevance field holds. @throws Error naming file and line. */
export function integerOf(field: string, file: string, line: Line): number {
  if (!/^[+-]?\d+$/.test(field)) throw fileError(file, line.number, `relevance must be an integer, is "${field}"`);
  return Number(field);
}

function scoreOf(field: string, file: string, line: Line): number {
  const score = Number(field);
  if (!Number.isFinite(score)) throw fileError(file, line.number, `score must be a finite number, is "${field}"`);
  return score;
}

function hitsOf(scores: ReadonlyMap<string, number>): readonly Hit[] {
  return [...scores].map(([document, score]) => ({ document, score }));
}

function contentLines(file: string): readonly Line[] {
  return readLines(file).filter(({ text }) => !text.startsWith("#"));
}

function fieldsOf({ text }: Line): readonly string[] {
  return text.trim().split(/[ \t]+/);
}
