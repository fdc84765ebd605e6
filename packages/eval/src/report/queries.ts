import type { EvaluationResults } from "../results.ts";
import { browserData } from "./browser-data.ts";
import { dataTable } from "./data-table.ts";
import { differencePlot, mostBars } from "./difference-plot.ts";
import { figure } from "./draw.ts";
import { embedJson } from "./embed-json.ts";
import { formatCount, formatDifference, formatMeasure } from "./format.ts";
import { type Html, html } from "./html.ts";
import { queryBrowser } from "./query-browser.ts";
import { differenceRange, type QueryDifference, queryDifferences, shownDifferences } from "./query-differences.ts";

/** All about single queries: the differences as bars, the browser, the queries that changed most, and the table of all. */
export function queries(results: EvaluationResults): Html {
  const measure = results.measures[0] ?? "";
  const compared = comparedSystems(results);
  const shown = results.queries.length;
  return html`<section id="queries" aria-labelledby="queries-title">
<h2 id="queries-title">Query by query</h2>
${shown === 0 ? html`<p>The results hold no queries to look at.</p>` : undefined}
${shown > 0 && shown < results.dataset.queries ? html`<p class="note">${formatCount(shown)} of ${formatCount(results.dataset.queries)} queries are in this report.</p>` : undefined}
${shown === 0 ? undefined : html`<div class="figures">${barPlots(results, compared, measure)}</div>`}
${
  shown === 0
    ? undefined
    : html`${queryBrowser(results, compared)}
${compared.slice(0, 1).map((system) => changedMost(results, system, measure))}
${allQueries(results, measure, compared)}
${embedJson("results", browserData(results, compared))}`
}
</section>`;
}

/** The systems beside the baseline, the greatest gain on the leading measure first. */
function comparedSystems({ systems, baseline, measures: [measure = ""] }: EvaluationResults): readonly string[] {
  return systems
    .filter(({ name }) => name !== baseline)
    .toSorted((a, b) => (b.measures[measure]?.mean ?? 0) - (a.measures[measure]?.mean ?? 0))
    .map(({ name }) => name);
}

function barPlots(results: EvaluationResults, compared: readonly string[], measure: string): readonly Html[] {
  const differences = compared.map((system) => queryDifferences(results, system, measure));
  const range = differenceRange(differences);
  return compared.map((system, at) => bars(results.baseline, system, measure, differences[at] ?? [], range));
}

function bars(
  baseline: string,
  system: string,
  measure: string,
  all: readonly QueryDifference[],
  range: readonly [number, number],
): Html {
  const shown = shownDifferences(all, mostBars);
  const part =
    shown.length < all.length
      ? `; the ${formatCount(mostBars / 2)} greatest gains and losses of ${formatCount(all.length)} queries`
      : "";
  const title = html`${system}: ${measure} minus that of ${baseline}, a bar a query<small>the greatest gain first${part}; a bar leads to its query</small>`;
  return figure(title, differencePlot(system, measure, shown, range), undefined, "wide");
}

/** On paper and without script: the queries that say most about one system. With script the browser shows them better. */
function changedMost(results: EvaluationResults, system: string, measure: string): Html {
  const all = queryDifferences(results, system, measure).filter(({ difference }) => difference !== 0);
  const rows = shownDifferences(all, 20);
  if (rows.length === 0) return html``;
  return html`<div class="changed-most">${dataTable(
    "changed-most",
    `What changed most with ${system}`,
    [
      { heading: "Query", cell: ({ text }: QueryDifference) => html`<bdi>${text}</bdi>` },
      { heading: results.baseline, cell: ({ baseline }: QueryDifference) => formatMeasure(baseline), kind: "number" },
      { heading: system, cell: ({ value }: QueryDifference) => formatMeasure(value), kind: "number" },
      {
        heading: "Difference",
        cell: ({ difference }: QueryDifference) => formatDifference(difference),
        kind: "number",
      },
    ],
    rows,
  )}</div>`;
}

function allQueries(results: EvaluationResults, measure: string, compared: readonly string[]): Html {
  const rows = results.queries.map((query, at) => ({ ...query, number: at + 1 }));
  type Row = (typeof rows)[number];
  const value = (row: Row, system: string): number | undefined => row.measures[system]?.[measure];
  return html`<details class="all-queries"><summary>All queries as a table</summary>
${dataTable(
  "all-queries",
  `${measure} of every query`,
  [
    { heading: "Query", cell: (row: Row) => html`<span id="query-${row.number}"><bdi>${row.text}</bdi></span>` },
    { heading: "Id", cell: ({ id }: Row) => id },
    { heading: results.baseline, cell: (row: Row) => formatMeasure(value(row, results.baseline)), kind: "number" },
    ...compared.map((system) => ({
      heading: system,
      cell: (row: Row) => formatMeasure(value(row, system)),
      kind: "number" as const,
    })),
  ],
  rows,
)}</details>`;
}
