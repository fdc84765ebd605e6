import type { ComparisonResult, EvaluationResults } from "../results.ts";
import { formatCount, formatMeasure } from "./format.ts";
import { type Html, html } from "./html.ts";
import {
  countsSentence,
  effectSentence,
  headline,
  leadingComparisons,
  priceSentence,
  verdictClass,
  verdictSign,
} from "./verdict.ts";

/** The top of the page: the answer in words, each system's effect, what was measured on what, and warnings. */
export function summary(results: EvaluationResults): Html {
  const comparisons = leadingComparisons(results);
  return html`<section id="summary" aria-labelledby="answer">
<p class="answer" id="answer">${headline(results)}</p>
${comparisons.length > 0 ? html`<ul class="verdicts">\n${comparisons.map((one) => verdict(one, results))}</ul>` : undefined}
${comparisons.length > 0 ? note(results) : undefined}
${facts(results)}
${warnings(results.warnings)}
</section>`;
}

function verdict(comparison: ComparisonResult, results: EvaluationResults): Html {
  const system = results.systems.find(({ name }) => name === comparison.system);
  const kind = verdictClass(comparison.verdict);
  return html`<li class="${kind}"><span class="sign" aria-hidden="true">${verdictSign(comparison.verdict)}</span>
<p><strong>${comparison.system}</strong>${joint(comparison)}${effectSentence(comparison)} ${countsSentence(comparison)}
${system && priceSentence(system)}${elsewhere(comparison, results)}</p></li>\n`;
}

function joint({ verdict }: ComparisonResult): string {
  return verdict === "no difference shown" ? ": " : " ";
}

/** Where another measure says something else, so that nobody has to find it in a table. */
function elsewhere({ system, measure, verdict }: ComparisonResult, { comparisons }: EvaluationResults): string {
  const others = comparisons.filter(
    (one) => one.system === system && one.measure !== measure && one.verdict !== verdict,
  );
  if (others.length === 0) return "";
  return ` But ${others.map((one) => `on ${one.measure}: ${one.verdict}`).join("; ")}.`;
}

function note({ baseline, comparisons, measures }: EvaluationResults): Html {
  const compared = comparisons.filter(({ measure }) => measure === measures[0]).length;
  return html`<p class="note">Each system is compared with ${baseline}${
    compared > 1 ? ", not with the others" : ""
  }, over the same queries and the same candidates. In brackets: 95 % intervals.</p>`;
}

function facts({ dataset, measures, ceiling }: EvaluationResults): Html {
  const [leading = ""] = measures;
  const entries: readonly (readonly [string, string])[] = [
    ["Queries", formatCount(dataset.queries)],
    ["Documents", formatCount(dataset.documents)],
    ["Judgements", formatCount(dataset.judgements)],
    ["First stage", dataset.firstStage],
    ["Reranked per query", formatCount(dataset.depth)],
    ["Relevant from level", formatCount(dataset.relevantFrom)],
    ...(ceiling[leading] === undefined ? [] : [["Ceiling", `${formatMeasure(ceiling[leading])} ${leading}`] as const]),
  ];
  return html`<dl class="facts">${entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function warnings(texts: readonly string[]): Html | undefined {
  if (texts.length === 0) return undefined;
  return html`<div class="warnings" role="note" aria-label="Warnings"><h2>Mind</h2><ul>${texts.map(
    (text) => html`<li>${text}</li>`,
  )}</ul></div>`;
}
