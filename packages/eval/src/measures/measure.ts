import type { JudgedList } from "./judged-list.ts";

/** One figure of one query's list. `parseMeasure` makes those of the field; anybody may write another. */
export interface Measure {
  /** As ir_measures prints it: `nDCG@10`. */
  readonly name: string;
  /** How many places count; missing where all do. */
  readonly cutoff?: number | undefined;
  /** How the values of queries are put together; "mean" by default, "sum" for counts. */
  readonly aggregation?: "mean" | "sum" | undefined;
  /**
   * The figure of one list.
   *
   * @param documents document ids, best first; may be empty.
   * @param judgements document id → relevance level, of this query.
   * @throws RangeError where a document is there twice.
   */
  of(documents: readonly string[], judgements: ReadonlyMap<string, number>): number;
  /** The same from levels that are looked up already; `evaluate` prefers it, for speed. */
  readonly ofJudged?: ((list: JudgedList) => number) | undefined;
}
