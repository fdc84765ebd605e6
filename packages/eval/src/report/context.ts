import type { ContextEffect, EvaluationResults } from "../results.ts";
import { contextPlot } from "./context-plot.ts";
import { plotData } from "./data-table.ts";
import { figure } from "./draw.ts";
import { formatCount, formatShare } from "./format.ts";
import { type Html, html } from "./html.ts";

const shares = [
  ["hitRate", "Queries with a relevant document"],
  ["recall", "Relevant documents that got in"],
  ["relevantShare", "Text of relevant documents"],
] as const;

/** What reaches a prompt. Undefined where it was not measured. */
export function context({ context: found }: EvaluationResults): Html | undefined {
  if (found === undefined || found.effects.length === 0) return undefined;
  const { size, unit, effects } = found;
  return html`<section id="context" aria-labelledby="context-title">
<h2 id="context-title">In a prompt of ${formatCount(size)} ${size === 1 ? unit.slice(0, -1) : unit}</h2>
<p>Means over queries of what the first ${formatCount(size)} ${size === 1 ? unit.slice(0, -1) : unit} of each order bring along.</p>
<div class="figures">${shares.map(([share, title]) => figure(title, contextPlot(title, effects, share), undefined, "small"))}</div>
${plotData("contexts", "What reaches the prompt, means over queries", columns, effects)}
</section>`;
}

const columns = [
  { heading: "System", cell: ({ system }: ContextEffect) => system },
  ...shares.map(([share, heading]) => ({
    heading,
    cell: (effect: ContextEffect) => formatShare(effect[share]),
    kind: "number" as const,
  })),
];
