/** A document in its new place. */
export interface Place {
  readonly document: string;
  /** null where nobody scored it. */
  readonly score: number | null;
}

/**
 * The lines of a TREC run for one query. Evaluators sort by score and break ties in their own way, so scores fall strictly:
 * one that would not, or that is missing, is put a millionth below the one before it.
 *
 * @param tag without blanks.
 */
export function runLines(query: string, places: readonly Place[], tag: string): string {
  let previous = Number.POSITIVE_INFINITY;
  const lines = places.map(({ document, score }, at) => {
    const highest = at === 0 ? 0 : previous - Math.max(Math.abs(previous), 1) * 1e-6;
    previous = at === 0 ? (score ?? highest) : Math.min(score ?? highest, highest);
    return `${query} Q0 ${document} ${at + 1} ${previous} ${tag}\n`;
  });
  return lines.join("");
}
