/** What the measures look at: the levels of one query's list, looked up once for all of them. */
export interface JudgedList {
  /** Relevance levels of the list's documents, best place first; NaN where a document is not judged. */
  readonly levels: Float64Array;
  /** Every judged level of the query of 0 and above, highest first, in the list or not. */
  readonly judged: Float64Array;
}

/**
 * Looks up the levels of a list.
 *
 * Levels below 0 stay in `levels` (such a document is judged, and not relevant) and are left out of `judged`, as trec_eval does.
 *
 * @param documents document ids, best first.
 * @param judgements document id → relevance level, of this query.
 * @throws RangeError where a document is there twice: its place would be unclear. The message names it and both places.
 */
export function judgeList(documents: readonly string[], judgements: ReadonlyMap<string, number>): JudgedList {
  if (new Set(documents).size !== documents.length) throw new RangeError(describeRepetition(documents));
  const levels = new Float64Array(documents.length);
  for (let place = 0; place < documents.length; place++) {
    levels[place] = judgements.get(documents[place] as string) ?? Number.NaN;
  }
  const judged = Float64Array.from(judgements.values())
    .filter((level) => level >= 0)
    .sort()
    .reverse();
  return { levels, judged };
}

/** How many documents of the query have at least this level, in the list or not. */
export function countFrom(level: number, { judged }: JudgedList): number {
  let count = 0;
  while (count < judged.length && (judged[count] as number) >= level) count++;
  return count;
}

/** How many documents of the list's first `cutoff` places have at least this level. */
export function countFoundFrom(level: number, { levels }: JudgedList, cutoff: number): number {
  const end = Math.min(cutoff, levels.length);
  let count = 0;
  for (let place = 0; place < end; place++) {
    // NaN, not judged, is at least nothing.
    if ((levels[place] as number) >= level) count++;
  }
  return count;
}

function describeRepetition(documents: readonly string[]): string {
  const places = new Map<string, number>();
  for (const [index, document] of documents.entries()) {
    const first = places.get(document);
    if (first !== undefined)
      return `document ${JSON.stringify(document)} is there twice, at ranks ${first} and ${index + 1}`;
    places.set(document, index + 1);
  }
  return "a document is there twice";
}
