import type { Clock, Outcome, Reranker } from "@secondpass/core";
import type { Dataset, Run } from "../types.ts";
import type { AnswerStore, KeptAnswer } from "./answer-store.ts";

/** What is reranked, by whom, and how fast. */
export interface RerankDatasetOptions {
  readonly reranker: Reranker;
  readonly dataset: Pick<Dataset, "queries" | "documents" | "firstStage">;
  /** Ids of the queries to ask. Default: all of the first stage. Those that it lacks are passed over. */
  readonly queries?: Iterable<string> | undefined;
  /** Candidates of each query that are reranked; the others stay behind them in their order. Default 100. */
  readonly depth?: number | undefined;
  /** Calls under way at once. Default 1, so that a call's time is its own. */
  readonly concurrency?: number | undefined;
  /** No more calls than this begin in a minute. Default: no limit. */
  readonly callsPerMinute?: number | undefined;
  /** Milliseconds for each call. Default: no limit. */
  readonly timeoutMs?: number | undefined;
  /** Answers of earlier runs, and where those of this one are kept. */
  readonly store?: AnswerStore | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly clock?: Clock | undefined;
}

/** How far a dataset is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Of `done`: taken from the store. */
  readonly reused: number;
}

/** One call, or its kept answer. `durationMs` leaves out what it waited for a rate limit to pass. */
export interface CallRecord
  extends Pick<KeptAnswer, "rerankerId" | "revision" | "scoreScale" | "usage" | "durationMs"> {
  readonly query: string;
  /** How many candidates were asked about. */
  readonly documents: number;
  readonly outcome: Outcome["kind"];
  /** Taken from the store: nothing was asked, the time is that of the call then. */
  readonly reused: boolean;
  readonly warnings: readonly string[];
}

/** A dataset in a reranker's order. */
export interface RerankedDataset {
  /** In the order of the queries asked. */
  readonly run: Run;
  /** One for each query of the run, in the same order. */
  readonly calls: readonly CallRecord[];
}
