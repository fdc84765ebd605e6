import type { TuningOptions } from "@secondpass/eval";
import type { DatasetOptions } from "./dataset-arguments.ts";
import type { RerankingOptions } from "./reranking-options.ts";

/** The options of `tune` as commander hands them over. */
export interface TuneOptions extends Omit<RerankingOptions, "depth">, DatasetOptions {
  readonly depths: readonly number[];
  readonly returned: readonly number[];
  readonly measure: string;
  readonly price?: readonly string[];
  readonly timed: number;
  readonly sample?: number;
  readonly latencyBudget?: number;
  readonly costBudget?: number;
  readonly percentile: "p50" | "p95" | "p99";
  readonly seed: number;
  readonly out?: string;
  readonly format: "table" | "json";
}

/** What tuning is told beside data and measurements. */
type Settings = Pick<TuningOptions, "depths" | "returned" | "budget" | "latencyPercentile" | "bootstrap">;

/** The options as tuning takes them. */
export function settingsOf({ depths, returned, percentile, latencyBudget, costBudget, seed }: TuneOptions): Settings {
  return {
    depths,
    returned,
    latencyPercentile: `${percentile}Ms`,
    budget: { maxLatencyMs: latencyBudget, maxUsdPerThousandQueries: costBudget },
    bootstrap: { seed },
  };
}
