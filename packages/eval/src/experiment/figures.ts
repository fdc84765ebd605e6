import { quantile } from "../quantile.ts";
import type { CostFigures, LatencyFigures, SystemResult } from "../results.ts";
import type { CallRecord } from "./rerank-dataset-options.ts";

/** The latency of calls; undefined where there are none. Quantiles are interpolated (Hyndman and Fan's type 7, NumPy's default). */
export function latencyFigures(durationsMs: readonly number[]): LatencyFigures | undefined {
  if (durationsMs.length === 0) return undefined;
  const sorted = Float64Array.from(durationsMs).sort();
  return {
    calls: sorted.length,
    meanMs: sorted.reduce((sum, one) => sum + one, 0) / sorted.length,
    p50Ms: quantile(sorted, 0.5),
    p95Ms: quantile(sorted, 0.95),
    p99Ms: quantile(sorted, 0.99),
  };
}

/**
 * What calls used up, in sum. A figure is missing where any call does not tell it: a sum over some of them would look like the
 * whole. Answers out of a store count with what they cost then.
 */
export function costFigures(calls: readonly CallRecord[]): CostFigures | undefined {
  if (calls.length === 0) return undefined;
  const usd = total(calls, "costUsd");
  const figures = {
    requests: total(calls, "requests"),
    tokens: total(calls, "tokens"),
    searchUnits: total(calls, "searchUnits"),
    usd,
    usdPerThousandQueries: usd === undefined ? undefined : (usd / calls.length) * 1000,
  };
  const known = Object.entries(figures).filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

type Counted = "costUsd" | "requests" | "tokens" | "searchUnits";

function total(calls: readonly CallRecord[], what: Counted): number | undefined {
  let sum = 0;
  for (const { usage } of calls) {
    const one = usage?.[what];
    if (one === undefined) return undefined;
    sum += one;
  }
  return sum;
}

/** How many answers came about in which way. */
export function outcomeCounts(calls: readonly CallRecord[]): NonNullable<SystemResult["outcomes"]> {
  const counts = { reranked: 0, partial: 0, fallback: 0, "first-stage": 0 };
  for (const { outcome } of calls) counts[outcome]++;
  return counts;
}
