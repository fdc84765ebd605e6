import type { TuningResults } from "@secondpass/eval";
import { formatDollars, formatLatency, formatSigned, formatValue } from "./format-figures.ts";
import { textTable } from "./text-table.ts";

/** What tuning found, for a terminal: every row, those that nobody beats marked, and the depth to choose. */
export function formatTuning(results: TuningResults): string {
  const { measure, queries, rows, latencyPercentile } = results;
  const paid = rows.some(({ usdPerThousandQueries = 0 }) => usdPerThousandQueries > 0);
  const percentile = latencyPercentile.replace("Ms", "");
  const heading = `${measure} over ${queries} queries, 95 % intervals; * no other row that returns as many is as good and as fast (${percentile})${paid ? ", $ the same with cost" : ""}`;
  return [heading, "", rowsTable(results, paid), "", ...adviceLines(results), ""].join("\n");
}

function rowsTable({ rows, measure }: TuningResults, paid: boolean): string {
  const head = ["", "depth", "returned", measure, "", "p50", "p95", "p99", ...(paid ? ["$/1000 queries"] : []), ""];
  const cells = rows.map(({ system, depth, returned, quality, latency, ...row }) => [
    system,
    depth === 0 ? "" : String(depth),
    String(returned),
    formatValue(quality.mean),
    `(${formatValue(quality.low)}–${formatValue(quality.high)})`,
    ...(depth === 0 || !latency ? ["", "", ""] : [latency.p50Ms, latency.p95Ms, latency.p99Ms].map(formatLatency)),
    ...(paid ? [formatDollars(row.usdPerThousandQueries)] : []),
    `${row.onLatencyFront ? "*" : ""}${paid && row.onCostFront ? "$" : ""}`,
  ]);
  return textTable([head, ...cells]);
}

function adviceLines({ advice, budget }: TuningResults): readonly string[] {
  const within = budgetOf(budget);
  return advice.map(({ system, returned, deepest, best, enough, loss }) => {
    const fits = within === "" ? "" : `, the deepest that fits is ${nameOf(deepest)}`;
    const less = enough === best ? "" : `; ${nameOf(enough)} cannot be told from it (${formatSigned(-loss.mean)})`;
    return `${system}, returning ${returned}${within}: best depth ${nameOf(best)}${fits}${less}`;
  });
}

function nameOf(depth: number): string {
  return depth === 0 ? "0 (the first stage alone)" : String(depth);
}

function budgetOf({ maxLatencyMs, maxUsdPerThousandQueries }: TuningResults["budget"]): string {
  const bounds = [
    ...(maxLatencyMs === undefined ? [] : [formatLatency(maxLatencyMs)]),
    ...(maxUsdPerThousandQueries === undefined
      ? []
      : [`$${formatDollars(maxUsdPerThousandQueries)} a thousand queries`]),
  ];
  return bounds.length === 0 ? "" : ` within ${bounds.join(" and ")}`;
}
