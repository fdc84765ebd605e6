import type { DroppedNegatives } from "./find-negatives.ts";

/** What became of the judged queries and of their documents. */
export interface TrainingSummary {
  /** Judged queries; `queries` = `used` + `withoutText` + `withoutPositives` + `withoutNegatives`. */
  readonly queries: number;
  /** Queries with triples. */
  readonly used: number;
  /** Queries whose text is missing or blank. */
  readonly withoutText: number;
  /** Queries without a document that is judged relevant and usable. */
  readonly withoutPositives: number;
  /** Queries none of whose candidates may be a negative. */
  readonly withoutNegatives: number;
  /** Documents judged relevant that have no text, or no score where a margin needs it. */
  readonly droppedPositives: number;
  /** Triples made: one for each positive. */
  readonly triples: number;
  /** Negatives in them, the same one counted once for each of its query's positives. */
  readonly negatives: number;
  /** Triples with fewer negatives than were asked for. */
  readonly short: number;
  readonly droppedNegatives: DroppedNegatives;
}
