import type { RankedList } from "../types.ts";

/**
 * Which of two ids comes first byte by byte in UTF-8, as C's strcmp says: negative, 0 or positive. JavaScript's own order
 * differs where one has a character beyond U+FFFF.
 */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = inUtf8Order(a.charCodeAt(at)) - inUtf8Order(b.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Surrogates stand for characters above all that one UTF-16 unit holds, but are below U+E000. */
function inUtf8Order(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/**
 * Puts hits into the order that trec_eval gives them (form_res_rels.c): by score, best first; equal scores by document id,
 * descending byte by byte. Scores are compared in double precision, as trec_eval does since version 10; versions up to 9, and so
 * pytrec_eval and ir_measures, compare them in single precision, and more scores tie.
 *
 * @param scores parallel to `documents`, finite.
 */
export function inTrecOrder(
  documents: readonly string[],
  scores: ArrayLike<number>,
): RankedList & { readonly scores: Float64Array } {
  const order = documents.map((_, at) => at);
  const scoreAt = (at: number): number => scores[at] as number;
  order.sort((a, b) => scoreAt(b) - scoreAt(a) || compareUtf8(documents[b] as string, documents[a] as string));
  return {
    documents: order.map((at) => documents[at] as string),
    scores: Float64Array.from(order, scoreAt),
  };
}

/** Whether hits are in that order already. */
export function isInTrecOrder(scores: ArrayLike<number>, documents: () => readonly string[]): boolean {
  let ids: readonly string[] | undefined;
  for (let at = 1; at < scores.length; at++) {
    const fall = (scores[at - 1] as number) - (scores[at] as number);
    if (fall > 0) continue;
    if (fall < 0) return false;
    ids ??= documents();
    if (compareUtf8(ids[at - 1] as string, ids[at] as string) < 0) return false;
  }
  return true;
}
