import type { EvaluationResults, SystemResult } from "../results.ts";
import { type Column, dataTable } from "./data-table.ts";
import { figure } from "./draw.ts";
import { formatCount, formatMs, formatShare, formatUsd, none } from "./format.ts";
import { type Html, html } from "./html.ts";
import { latencyPlot } from "./latency-plot.ts";
import { degraded } from "./verdict.ts";

/** What the systems take: the plot of quality against latency, and the table. Undefined where nothing is known of any. */
export function latencyAndCost(results: EvaluationResults): Html | undefined {
  const rows = results.systems.filter(({ latency, cost, outcomes }) => latency ?? cost ?? outcomes);
  if (rows.length === 0) return undefined;
  const plot = latencyPlot(results);
  const title = html`${results.measures[0]} against latency: up and to the left is better<small>median latency of a call, the whisker to the 95th percentile; upright whiskers are 95 % intervals</small>`;
  return html`<section id="price" aria-labelledby="price-title">
<h2 id="price-title">Latency and cost</h2>
${plot && figure(title, plot.drawing, plot.key, "middle")}
${priceTable(rows)}
</section>`;
}

function priceTable(rows: readonly SystemResult[]): Html {
  const columns = [...latencyColumns, ...costColumns.filter(({ cell }) => rows.some((row) => cell(row) !== none))];
  return dataTable("prices", "Latency of a call, without warm-up; cost; answers that were degraded", columns, rows);
}

const latencyColumns: readonly Column<SystemResult>[] = [
  { heading: "System", cell: ({ name }) => name },
  { heading: "p50", cell: ({ latency }) => formatMs(latency?.p50Ms), kind: "number" },
  { heading: "p95", cell: ({ latency }) => formatMs(latency?.p95Ms), kind: "number" },
  { heading: "p99", cell: ({ latency }) => formatMs(latency?.p99Ms), kind: "number" },
  { heading: "Mean", cell: ({ latency }) => formatMs(latency?.meanMs), kind: "number" },
  { heading: "Calls", cell: ({ latency }) => formatCount(latency?.calls), kind: "number" },
];

/** Shown where any system has the figure. */
const costColumns: readonly Column<SystemResult>[] = [
  { heading: "USD per 1,000 queries", cell: ({ cost }) => formatUsd(cost?.usdPerThousandQueries), kind: "number" },
  { heading: "USD in all", cell: ({ cost }) => formatUsd(cost?.usd), kind: "number" },
  { heading: "Requests", cell: ({ cost }) => formatCount(cost?.requests), kind: "number" },
  { heading: "Tokens", cell: ({ cost }) => formatCount(cost?.tokens), kind: "number" },
  { heading: "Search units", cell: ({ cost }) => formatCount(cost?.searchUnits), kind: "number" },
  { heading: "Degraded answers", cell: ({ outcomes }) => degradedCell(outcomes), kind: "number" },
];

function degradedCell(outcomes: SystemResult["outcomes"]): Html | string {
  if (outcomes === undefined) return none;
  const count = degraded(outcomes);
  if (count === 0) return "0";
  const kinds = [
    [outcomes.partial, "partial"],
    [outcomes.fallback, "by a fallback"],
    [outcomes["first-stage"], "first stage's order"],
  ] as const;
  const parts = kinds.filter(([one]) => one > 0).map(([one, name]) => `${formatCount(one)} ${name}`);
  const share = formatShare(count / (count + outcomes.reranked));
  return html`${formatCount(count)} (${share})<small>${parts.join(", ")}</small>`;
}
