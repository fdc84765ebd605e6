/** How often each term occurs. */
export type TermCounts = ReadonlyMap<string, number>;

/** What BM25 needs to know of one document. */
export interface DocumentTerms {
  /** In words, all of them. */
  readonly length: number;
  /** How often the query's terms occur; those that do not are absent. */
  readonly counts: TermCounts;
}

/** What BM25 needs to know of the collection. */
export interface Collection {
  readonly documentCount: number;
  /** In words; positive unless no document has any. */
  readonly averageLength: number;
  /** In how many documents a term occurs; terms that occur in none may be absent. */
  readonly documentFrequency: TermCounts;
}

/** BM25's two parameters. */
export interface Bm25Parameters {
  /** How slowly repetitions of a term saturate; finite, at least 0. */
  readonly k1: number;
  /** How much a document's length counts; 0 not at all, 1 in full. */
  readonly b: number;
}

/** Lucene's. */
export const defaultParameters: Bm25Parameters = { k1: 1.2, b: 0.75 };

/** Counts words. */
export function countTerms(words: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) increment(counts, word);
  return counts;
}

/** Adds 1 to a term's count. */
export function increment(counts: Map<string, number>, term: string): void {
  counts.set(term, (counts.get(term) ?? 0) + 1);
}

/** The collection that some documents are by themselves; its frequencies cover the terms counted in them. */
export function collectionOf(documents: readonly DocumentTerms[]): Collection {
  const documentFrequency = new Map<string, number>();
  let words = 0;
  for (const { length, counts } of documents) {
    words += length;
    for (const term of counts.keys()) increment(documentFrequency, term);
  }
  return { documentCount: documents.length, averageLength: words / documents.length, documentFrequency };
}

/**
 * Makes the function that scores documents for one query: BM25 as Lucene has it, without the constant factor k1 + 1, in
 * double precision. A term's part is
 *
 *     ln(1 + (N − df + 0.5) / (df + 0.5)) · tf / (tf + k1 · (1 − b + b · length / averageLength))
 *
 * and counts as often as the query repeats it; 0 where no term matches, never negative. Parts are summed in the query's
 * order, so that equal counts give equal scores to the last bit.
 *
 * Sources: Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond"; Kamphuis, de Vries, Boytsov
 * & Lin, ECIR 2020, "Which BM25 Do You Mean?", row "Lucene (accurate)".
 */
export function createScorer(
  query: TermCounts,
  collection: Collection,
  parameters: Bm25Parameters,
): (document: DocumentTerms) => number {
  const weights = weighTerms(query, collection);
  return ({ length, counts }) => {
    const saturation = saturationOf(length, collection, parameters);
    let score = 0;
    for (const [term, weight] of weights) {
      const tf = counts.get(term);
      if (tf !== undefined) score += termScore(weight, tf, saturation);
    }
    return score;
  };
}

/** What each of a query's terms weighs: its repetitions times its rarity. In the query's order. */
export function weighTerms(
  query: TermCounts,
  { documentCount, documentFrequency }: Pick<Collection, "documentCount" | "documentFrequency">,
): readonly (readonly [term: string, weight: number])[] {
  return [...query].map(([term, repetitions]) => {
    const df = documentFrequency.get(term) ?? 0;
    return [term, repetitions * Math.log(1 + (documentCount - df + 0.5) / (df + 0.5))];
  });
}

/** How many repetitions give half of a term's weight, in a document of this length. */
export function saturationOf(
  length: number,
  { averageLength }: Pick<Collection, "averageLength">,
  { k1, b }: Bm25Parameters,
): number {
  return k1 * (1 - b + (b * length) / averageLength);
}

/** What a term that occurs `tf` times adds to a document's score. */
export function termScore(weight: number, tf: number, saturation: number): number {
  return (weight * tf) / (tf + saturation);
}
