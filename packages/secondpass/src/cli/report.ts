import type { RerankResult } from "@secondpass/core";
import type { InputDocument } from "./input-document.ts";

/** An answered rank command, for the formats to print. */
export interface Report {
  readonly query: string;
  /** The reranker asked. */
  readonly requested: string;
  readonly result: RerankResult<InputDocument>;
  readonly totalMs: number;
  /** How many documents there were. */
  readonly count: number;
}
