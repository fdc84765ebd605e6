import { adviseDepth } from "./advise-depth.ts";
import { checkTuning } from "./tuning-checks.ts";
import { type MeasuredRow, measuredRows, withFronts } from "./tuning-rows.ts";
import type { TuningOptions, TuningResults } from "./types.ts";

/**
 * How many candidates to rerank: quality, latency and cost of every depth and number of documents returned, which of them
 * nobody beats, and which depth to choose within a budget. It asks no reranker and measures no time: it takes orders and
 * durations as `rerankDataset` gives them.
 *
 * @throws InputError where a depth was not reranked, a judged query lacks a reranker's order, or a name or number is not usable.
 */
export function tune(options: TuningOptions): TuningResults {
  checkTuning(options);
  const { measure, qrels, budget = {}, latencyPercentile = "p95Ms" } = options;
  const measured = measuredRows(options);
  return {
    version: 1,
    measure: measure.name,
    queries: qrels.size,
    latencyPercentile,
    budget,
    rows: withFronts(measured, latencyPercentile).map(({ values: _, ...row }) => row),
    advice: options.rerankers.flatMap(({ name }) =>
      options.returned.flatMap((returned) => adviceFor(name, returned, measured, options)),
    ),
  };
}

/** Nothing where no depth fits, which takes a budget below 0: the first stage is free. */
function adviceFor(
  system: string,
  returned: number,
  rows: readonly MeasuredRow[],
  { budget, bootstrap, latencyPercentile = "p95Ms" }: TuningOptions,
): TuningResults["advice"][number][] {
  const candidates = rows
    .filter((row) => row.returned === returned && (row.system === system || row.depth === 0))
    .map(({ depth, values, latency, usdPerThousandQueries }) => {
      return { depth, values, latencyMs: latency?.[latencyPercentile], usdPerThousandQueries };
    });
  const advice = adviseDepth(candidates, budget, bootstrap);
  return advice ? [{ system, returned, ...advice }] : [];
}
