import type { ComparisonResult, EvaluationResults, SystemResult } from "../results.ts";
import { type Column, dataTable, plotData } from "./data-table.ts";
import { figure } from "./draw.ts";
import { formatCount, formatDifference, formatInterval, formatMeasure, formatP, formatShare, none } from "./format.ts";
import { type Html, html } from "./html.ts";
import { verdictClass, verdictSign } from "./verdict.ts";
import { type Rule, type WhiskerRow, whiskerPlot } from "./whisker-plot.ts";

/** How good the orders are: plots of each measure, the table of systems, the comparisons. */
export function quality(results: EvaluationResults): Html {
  return html`<section id="quality" aria-labelledby="quality-title">
<h2 id="quality-title">Quality</h2>
<div class="figures">${results.measures.map((measure, at) => measurePlot(results, measure, at))}</div>
${systemsTable(results)}
${results.comparisons.length > 0 ? comparisons(results) : undefined}
</section>`;
}

function measurePlot(results: EvaluationResults, measure: string, at: number): Html {
  const rows = results.systems.flatMap((system) => rowOf(results, system, measure));
  const baseline = rows.find(({ kind }) => kind === "baseline")?.estimate.mean;
  const ceiling = results.ceiling[measure];
  const rules: readonly Rule[] = [
    ...(baseline === undefined ? [] : [{ at: baseline, name: "baseline" }]),
    ...(ceiling === undefined ? [] : [{ at: ceiling, name: "ceiling", dashed: true }]),
  ];
  const columns: readonly Column<WhiskerRow>[] = [
    { heading: "System", cell: ({ name }) => name },
    { heading: measure, cell: ({ figure }) => figure, kind: "number" },
    { heading: "95 % interval", cell: ({ estimate }) => formatInterval(estimate), kind: "number" },
  ];
  const caption = `${measure} by system${ceiling === undefined ? "" : `; ceiling ${formatMeasure(ceiling)}`}`;
  return figure(
    measure,
    whiskerPlot(`${measure} with 95 % intervals`, rows, rules),
    plotData(`plot-measure-${at + 1}`, caption, columns, rows),
  );
}

function rowOf(results: EvaluationResults, { name, measures }: SystemResult, measure: string): readonly WhiskerRow[] {
  const estimate = measures[measure];
  if (estimate === undefined) return [];
  const verdict = results.comparisons.find((one) => one.system === name && one.measure === measure)?.verdict;
  const kind = name === results.baseline ? "baseline" : verdictClass(verdict);
  return [{ name, estimate, kind, figure: formatMeasure(estimate.mean) }];
}

/** A system, or the ceiling as the last row of the table. */
type SystemRow = { readonly name: string; readonly system?: SystemResult };

function systemsTable(results: EvaluationResults): Html {
  const { systems, measures, ceiling, baseline } = results;
  const rows: readonly SystemRow[] = [...systems.map((system) => ({ name: system.name, system })), { name: "Ceiling" }];
  const columns: readonly Column<SystemRow>[] = [
    { heading: "System", cell: ({ name, system }) => (system ? nameCell(system, baseline) : html`<i>${name}</i>`) },
    ...measures.map(
      (measure): Column<SystemRow> => ({
        heading: measure,
        cell: ({ system }) => measureCell(system, measure, ceiling),
        kind: "number",
      }),
    ),
    {
      heading: html`<abbr title="Share of the way from the baseline to the ceiling">Of what is possible</abbr>`,
      cell: ({ system }) => possible(results, system),
      kind: "number",
    },
  ];
  return dataTable(
    "systems",
    html`Systems: means over ${formatCount(results.dataset.queries)} queries, 95 % intervals below`,
    columns,
    rows,
  );
}

function nameCell({ name, rerankerId, revision }: SystemResult, baseline: string): Html {
  const details = [name === baseline ? "baseline" : undefined, rerankerId === name ? undefined : rerankerId, revision];
  const known = details.filter((detail) => detail !== undefined);
  return html`${name}${known.length > 0 ? html`<small>${known.join(" · ")}</small>` : undefined}`;
}

function measureCell(system: SystemResult | undefined, measure: string, ceiling: EvaluationResults["ceiling"]): Html {
  if (system === undefined) return html`${formatMeasure(ceiling[measure])}`;
  const estimate = system.measures[measure];
  return estimate === undefined
    ? html`${none}`
    : html`${formatMeasure(estimate.mean)}<small>${formatInterval(estimate)}</small>`;
}

/** Of what the best order of the candidates would add to the baseline, the share that a system adds; on the leading measure. */
function possible(
  { measures, systems, baseline, ceiling }: EvaluationResults,
  system: SystemResult | undefined,
): string {
  const [measure = ""] = measures;
  const from = systems.find(({ name }) => name === baseline)?.measures[measure]?.mean;
  const to = ceiling[measure];
  const mean = system === undefined ? to : system.measures[measure]?.mean;
  if (from === undefined || to === undefined || mean === undefined || to - from < 1e-9) return none;
  return formatShare((mean - from) / (to - from));
}

function comparisons(results: EvaluationResults): Html {
  const columns: readonly Column<ComparisonResult>[] = [
    { heading: "System", cell: ({ system }) => system },
    { heading: "Measure", cell: ({ measure }) => measure },
    {
      heading: "Difference",
      cell: ({ difference }) =>
        html`${formatDifference(difference.mean)}<small>${formatInterval(difference, formatDifference)}</small>`,
      kind: "number",
    },
    { heading: "Better", cell: ({ wins }) => formatCount(wins), kind: "number" },
    { heading: "Worse", cell: ({ losses }) => formatCount(losses), kind: "number" },
    { heading: "Same", cell: ({ ties }) => formatCount(ties), kind: "number" },
    {
      heading: html`<abbr title="Two-sided paired randomisation test">p</abbr>`,
      cell: ({ p }) => formatP(p),
      kind: "number",
    },
    {
      heading: html`<abbr title="p after Holm's correction over all systems compared">p (Holm)</abbr>`,
      cell: ({ adjustedP }) => formatP(adjustedP),
      kind: "number",
    },
    {
      heading: html`<abbr title="Two-sided paired t-test, to compare">p (t-test)</abbr>`,
      cell: ({ tTestP }) => formatP(tTestP),
      kind: "number",
    },
    {
      heading: "Verdict",
      cell: ({ verdict }) =>
        html`<span class="verdict ${verdictClass(verdict)}"><span aria-hidden="true">${verdictSign(verdict)}</span> ${verdict}</span>`,
    },
  ];
  const rows = results.measures.flatMap((measure) => results.comparisons.filter((one) => one.measure === measure));
  return dataTable(
    "comparisons",
    html`Compared with ${results.baseline}: mean difference, and on how many queries`,
    columns,
    rows,
  );
}
