import type { BootstrapOptions } from "../compare/bootstrap-interval.ts";
import type { Measure } from "../measures/measure.ts";
import type { Estimate, LatencyFigures } from "../results.ts";
import type { Qrels, Run } from "../types.ts";

/** A reranker to tune: its orders, and what its calls took. */
export interface TunedReranker {
  /** Unique among the rerankers. */
  readonly name: string;
  readonly orders: PointwiseOrder | ListwiseOrders;
  /** Measured at each depth; depths without a measurement have quality alone. */
  readonly calls: readonly DepthCalls[];
}

/** Of rerankers that score each document by itself: the order of many candidates tells that of fewer. */
export interface PointwiseOrder {
  readonly kind: "pointwise";
  readonly run: Run;
  /** How many candidates of each query were reranked. */
  readonly depth: number;
}

/** Of rerankers that look at all candidates together: each depth is its own question. */
export interface ListwiseOrders {
  readonly kind: "listwise";
  /** Depth → what came of reranking so many candidates. */
  readonly runs: ReadonlyMap<number, Run>;
}

/** Calls that reranked so many candidates. */
export interface DepthCalls {
  readonly depth: number;
  /** One for each call, in milliseconds; warm-up apart. */
  readonly latencyMs: readonly number[];
  readonly usdPerThousandQueries?: number | undefined;
}

/** What a query may take. A row whose figure is not known does not fit. */
export interface DepthBudget {
  /** In milliseconds, for the chosen percentile of latency. */
  readonly maxLatencyMs?: number | undefined;
  readonly maxUsdPerThousandQueries?: number | undefined;
}

/** Which figure stands for latency. */
export type LatencyPercentile = "p50Ms" | "p95Ms" | "p99Ms";

/** What is tuned. */
export interface TuningOptions {
  readonly firstStage: Run;
  readonly qrels: Qrels;
  readonly rerankers: readonly TunedReranker[];
  /** Numbers of candidates to rerank; integers of at least 1. 0, the first stage by itself, is always looked at. */
  readonly depths: readonly number[];
  /** Numbers of documents to return; integers of at least 1. */
  readonly returned: readonly number[];
  /** What quality means. */
  readonly measure: Measure;
  /** Default: any latency, any cost. */
  readonly budget?: DepthBudget | undefined;
  /** What latency fronts and the budget go by; default "p95Ms". */
  readonly latencyPercentile?: LatencyPercentile | undefined;
  /** What the first stage is called in the rows; default "first stage". */
  readonly firstStageName?: string | undefined;
  /** Of the intervals. */
  readonly bootstrap?: BootstrapOptions | undefined;
}

/** So many candidates reranked, so many documents returned. */
export interface TuningRow {
  /** The reranker, or the first stage by itself. */
  readonly system: string;
  /** Candidates reranked; the others stay behind them in the first stage's order. 0 for the first stage. */
  readonly depth: number;
  /** Documents returned; the measure sees no others. */
  readonly returned: number;
  /** The measure's mean over queries. */
  readonly quality: Estimate;
  /** 0 ms in no calls for the first stage. Missing where nobody measured. */
  readonly latency?: LatencyFigures | undefined;
  /** 0 for the first stage. Missing where nobody knows. */
  readonly usdPerThousandQueries?: number | undefined;
  /** Whether no other row that returns as many is at least as good and as fast, and better in one of the two. */
  readonly onLatencyFront: boolean;
  /** The same with cost. */
  readonly onCostFront: boolean;
}

/** What depth to choose. Depth 0 is the first stage by itself. */
export interface DepthAdvice {
  /** The deepest that fits the budget. */
  readonly deepest: number;
  /** The best of those that fit, by the mean; the least of several. */
  readonly best: number;
  /** The least that is no more than one standard error worse than `best`: what is deeper cannot be told from it. */
  readonly enough: number;
  /** What `enough` gives away, per query: `best` − `enough`, with its interval. */
  readonly loss: Estimate;
}

/** What tuning found. Plain data. */
export interface TuningResults {
  readonly version: 1;
  /** Canonical name. */
  readonly measure: string;
  /** Judged queries. */
  readonly queries: number;
  /** What latency fronts and budgets go by. */
  readonly latencyPercentile: LatencyPercentile;
  readonly budget: DepthBudget;
  /** The first stage first, then rerankers, depths and numbers returned, each in the given order. */
  readonly rows: readonly TuningRow[];
  /** For each reranker and number of documents returned. */
  readonly advice: readonly (DepthAdvice & { readonly system: string; readonly returned: number })[];
}
