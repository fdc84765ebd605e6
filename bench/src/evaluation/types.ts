/** Judgements: query id → document id → relevance level. Levels of 0 and below mean not relevant. */
export type Qrels = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Rankings: query id → document ids, best first, none of them twice. */
export type Run = ReadonlyMap<string, readonly string[]>;

/** A test collection with a first stage. */
export interface Dataset {
  /** Query id → text. */
  readonly queries: ReadonlyMap<string, string>;
  /** Document id → text. */
  readonly documents: ReadonlyMap<string, string>;
  readonly qrels: Qrels;
  /** The given order: what the first stage found. */
  readonly run: Run;
}
