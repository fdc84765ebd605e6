/** Judgements: query id → document id → relevance level. Levels of 0 and below mean not relevant. */
export type Qrels = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** What one query found. */
export interface RankedList {
  /** Document ids, best first, none of them twice. This order is what counts. */
  readonly documents: readonly string[];
  /** Parallel to `documents`; null where nobody scored one. For calibration and for writing runs; measures look at the order alone. */
  readonly scores: ArrayLike<number | null>;
}

/** Rankings by query id. */
export type Run = ReadonlyMap<string, RankedList>;

/** Texts by id: queries, or documents. */
export type Texts = ReadonlyMap<string, string>;

/** A test collection with a first stage. */
export interface Dataset {
  /** For people: the folder's name, or what the caller calls it. */
  readonly name: string;
  readonly queries: Texts;
  readonly documents: Texts;
  readonly qrels: Qrels;
  /** The given order: what the first stage found. */
  readonly firstStage: Run;
}
