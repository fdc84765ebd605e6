/** A document with the score that the candidates gave it; null where they gave none. */
export interface ScoredDocument {
  readonly id: string;
  readonly score: number | null;
}

/** A query with one document that answers it and some that do not. */
export interface TrainingTriple {
  /** The query's id. */
  readonly query: string;
  readonly positive: ScoredDocument;
  /** At least one; in the order of the candidates. The same for each positive of a query. */
  readonly negatives: readonly ScoredDocument[];
}
