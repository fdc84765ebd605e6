import { InputError } from "../input-error.ts";
import type { RankedList, Run } from "../types.ts";
import { quoted } from "./input-error-at.ts";

/** By so much of itself, or of 1 where it is less, a score falls at least: six times what single precision tells apart there. */
const leastFall = 1e-6;

/**
 * Writes a TREC run, query by query: `query Q0 document rank score tag`. Evaluators sort by score and break ties in their own
 * way, some in single precision, so scores fall strictly: one that would not, or that is missing, is put a millionth below
 * the one before it.
 *
 * @param tag blanks in it become _.
 * @throws InputError where an id is empty or holds blanks, which the form cannot carry.
 */
export function* formatRun(run: Run, tag: string): Generator<string, void, undefined> {
  const name = tag.trim().replace(/\s+/g, "_") || "run";
  for (const [query, list] of run) yield queryLines(query, list, name);
}

function queryLines(query: string, { documents, scores }: RankedList, tag: string): string {
  checkId(query);
  let previous = Number.POSITIVE_INFINITY;
  const lines = documents.map((document, at) => {
    checkId(document);
    const highest = at === 0 ? previous : previous - Math.max(Math.abs(previous), 1) * leastFall;
    previous = Math.min(scores[at] ?? (at === 0 ? 0 : highest), highest);
    return `${query} Q0 ${document} ${at + 1} ${previous} ${tag}\n`;
  });
  return lines.join("");
}

/** @throws InputError where an id cannot be a field of a TREC file. */
export function checkId(id: string): void {
  if (id === "" || /\s/.test(id))
    throw new InputError(`the id ${quoted(id)} cannot be written: the form parts fields by blanks`);
}
