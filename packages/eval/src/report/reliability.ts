import type { EvaluationResults, ReliabilityBin, ReliabilityResult } from "../results.ts";
import { type Column, plotData } from "./data-table.ts";
import { figure } from "./draw.ts";
import { formatCount, formatMeasure, formatShare } from "./format.ts";
import { type Html, html } from "./html.ts";
import { reliabilityPlot } from "./reliability-plot.ts";

/** Whether scores that claim to be probabilities are. Undefined where none claims it. */
export function reliability({ reliability: found = [] }: EvaluationResults): Html | undefined {
  if (found.length === 0) return undefined;
  return html`<section id="reliability" aria-labelledby="reliability-title">
<h2 id="reliability-title">Can scores be taken for probabilities?</h2>
<p>Of the documents with a score of 70 %, seven in ten should be relevant: marks on the dashed line. Below it the scores promise
too much, above it too little. Larger marks stand for more documents.</p>
<div class="figures">${found.map(diagram)}</div>
</section>`;
}

function diagram(result: ReliabilityResult, at: number): Html {
  const title = html`${result.system}<small>calibration error ${formatMeasure(result.ece)}, Brier score ${formatMeasure(result.brier)}</small>`;
  const data = plotData(`plot-reliability-${at + 1}`, `Reliability of ${result.system}`, columns, result.bins);
  return figure(title, reliabilityPlot(result), data, "small");
}

const columns: readonly Column<ReliabilityBin>[] = [
  { heading: "Scores", cell: ({ low, high }) => `${formatShare(low)} to ${formatShare(high)}` },
  { heading: "Documents", cell: ({ count }) => formatCount(count), kind: "number" },
  {
    heading: "Predicted",
    cell: ({ count, predicted }) => formatShare(count > 0 ? predicted : undefined),
    kind: "number",
  },
  { heading: "Relevant", cell: ({ count, observed }) => formatShare(count > 0 ? observed : undefined), kind: "number" },
];
