import { bootstrapInterval } from "../compare/bootstrap-interval.ts";
import { latencyFigures } from "../experiment/figures.ts";
import { firstStageName as usualName } from "../first-stage-name.ts";
import { evaluate } from "../measures/evaluate.ts";
import type { Run } from "../types.ts";
import { paretoFront } from "./pareto-front.ts";
import { runAtDepth } from "./run-at-depth.ts";
import type { LatencyPercentile, TuningOptions, TuningRow } from "./types.ts";

/** A row with its quality on each query, in the judgements' order. */
export type MeasuredRow = Omit<TuningRow, "onLatencyFront" | "onCostFront"> & { readonly values: Float64Array };

/** The rows of the first stage, then those of the rerankers. */
export function measuredRows(options: TuningOptions): MeasuredRow[] {
  const { firstStage, qrels, rerankers, depths, firstStageName = usualName } = options;
  const nothing = { calls: 0, meanMs: 0, p50Ms: 0, p95Ms: 0, p99Ms: 0 };
  const free = { system: firstStageName, depth: 0, latency: nothing, usdPerThousandQueries: 0 };
  const reranked = rerankers.flatMap((reranker) =>
    depths.flatMap((depth) => {
      const calls = reranker.calls.find((measured) => measured.depth === depth);
      const latency = latencyFigures(calls?.latencyMs ?? []);
      const usdPerThousandQueries = calls?.usdPerThousandQueries;
      const run = runAtDepth(firstStage, reranker, depth, qrels.keys());
      return rowsOf(run, { system: reranker.name, depth, latency, usdPerThousandQueries }, options);
    }),
  );
  return [...rowsOf(firstStage, free, options), ...reranked];
}

type Setting = Pick<TuningRow, "system" | "depth" | "latency" | "usdPerThousandQueries">;

function rowsOf(run: Run, setting: Setting, { qrels, measure, returned, bootstrap }: TuningOptions): MeasuredRow[] {
  return returned.map((count) => {
    const { values } = evaluate(headsOf(run, count), qrels, [measure]);
    const column = values.get(measure.name) as Float64Array;
    return { ...setting, returned: count, quality: bootstrapInterval(column, bootstrap), values: column };
  });
}

function headsOf(run: Run, count: number): Run {
  return new Map(
    [...run].map(([query, { documents, scores }]) => [
      query,
      {
        documents: documents.slice(0, count),
        scores: Array.from({ length: Math.min(count, scores.length) }, (_, at) => scores[at] ?? null),
      },
    ]),
  );
}

/** Says of each row whether any other that returns as many beats it. */
export function withFronts(rows: readonly MeasuredRow[], percentile: LatencyPercentile): (MeasuredRow & TuningRow)[] {
  const byLatency = frontOf(rows, (row) => row.latency?.[percentile]);
  const byCost = frontOf(rows, (row) => row.usdPerThousandQueries);
  return rows.map((row) => ({ ...row, onLatencyFront: byLatency.has(row), onCostFront: byCost.has(row) }));
}

function frontOf(
  rows: readonly MeasuredRow[],
  priceOf: (row: MeasuredRow) => number | undefined,
): ReadonlySet<MeasuredRow> {
  const counts = new Set(rows.map(({ returned }) => returned));
  const points = rows.flatMap((row) => {
    const price = priceOf(row);
    return price === undefined ? [] : [{ row, quality: row.quality.mean, price }];
  });
  const fronts = [...counts].flatMap((count) => paretoFront(points.filter(({ row }) => row.returned === count)));
  return new Set(fronts.map(({ row }) => row));
}
