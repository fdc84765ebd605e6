import type { ComparisonResult, Estimate, EvaluationResults, SystemResult } from "../results.ts";
import {
  formatCount,
  formatDifference,
  formatInterval,
  formatMeasure,
  formatMs,
  formatNumberOf,
  formatP,
  formatUsd,
} from "./format.ts";

/** The comparisons on the measure that verdicts go by, greatest gain first. */
export function leadingComparisons(results: EvaluationResults): readonly ComparisonResult[] {
  return results.comparisons
    .filter(({ measure }) => measure === results.measures[0])
    .toSorted((a, b) => b.difference.mean - a.difference.mean);
}

/** The answer in a sentence: what is shown, and no more than that. */
export function headline(results: EvaluationResults): string {
  const comparisons = leadingComparisons(results);
  const [first] = comparisons;
  if (results.dataset.queries === 0) return "Nothing was measured: no query is judged.";
  if (first === undefined) return `Nothing to compare: ${results.baseline} is the only order.`;
  const better = comparisons.filter(({ verdict }) => verdict === "better");
  return better.length > 0 ? positive(better, comparisons.length) : negative(comparisons, first);
}

function positive(better: readonly ComparisonResult[], compared: number): string {
  const [best] = better as readonly [ComparisonResult];
  const { system, measure, difference } = best;
  if (compared === 1) return `Yes: ${system} improves ${measure} by ${formatMeasure(difference.mean)}.`;
  if (better.length === 1) {
    return `Yes, with ${system}: the only one of ${compared} systems shown to improve ${measure}, by ${formatMeasure(difference.mean)}.`;
  }
  const who =
    better.length === compared ? (compared === 2 ? "both" : `all ${compared}`) : `${better.length} of ${compared}`;
  return `Yes: ${who} systems improve ${measure}, ${system} by the most (${formatMeasure(difference.mean)}).`;
}

function negative(comparisons: readonly ComparisonResult[], { system, measure, baseline }: ComparisonResult): string {
  const worse = comparisons.filter(({ verdict }) => verdict === "worse");
  if (worse.length === 0) {
    const who = comparisons.length === 1 ? system : `none of ${comparisons.length} systems`;
    const differs = comparisons.length === 1 ? "does not differ" : "differs";
    return `Not shown: ${who} ${differs} from ${baseline} on ${measure} by more than chance explains.`;
  }
  if (comparisons.length === 1) return `No: ${system} worsens ${measure}.`;
  const rest =
    worse.length === comparisons.length
      ? "all are worse"
      : `${worse.length} ${worse.length === 1 ? "is" : "are"} worse`;
  return `No: none of ${comparisons.length} systems is shown to improve ${measure} over ${baseline}, and ${rest}.`;
}

/** What one comparison shows, without the system's name before it. */
export function effectSentence(comparison: ComparisonResult): string {
  const { measure, difference, verdict } = comparison;
  if (verdict === "no difference shown") return `no difference shown on ${measure}. ${openSentence(comparison)}`;
  const size = formatMeasure(Math.abs(difference.mean));
  return `${verdict === "better" ? "improves" : "worsens"} ${measure} by ${size} (${sizeInterval(difference)}).`;
}

/** The bounds of a gain or a loss, as sizes; with signs where it might be either. */
function sizeInterval({ mean, low, high }: Estimate): string {
  if (low < 0 && high > 0) return formatInterval({ mean, low, high }, formatDifference);
  return formatInterval(mean < 0 ? { mean: -mean, low: -high, high: -low } : { mean, low, high });
}

function openSentence({ difference, adjustedP }: ComparisonResult): string {
  const { mean, low, high } = difference;
  const interval = formatInterval(difference, formatDifference);
  const chance = `from chance (p = ${formatP(adjustedP)})`;
  if (low > 0 || high < 0) {
    return (
      `${formatDifference(mean)} was measured (${interval}): the interval leaves out 0, but the test, which allows for the ` +
      `number of systems compared, cannot tell it ${chance}.`
    );
  }
  return `${formatDifference(mean)} was measured, too little to tell ${chance}: these queries fit anything from ${interval}.`;
}

/** On how many queries the system was better, worse and the same. */
export function countsSentence({ wins, losses, ties }: ComparisonResult): string {
  return `${formatNumberOf(wins, "query", "queries")} better, ${formatCount(losses)} worse, ${formatCount(ties)} the same.`;
}

/** What a system takes, where that is known: "Takes 45 ms at the median …; costs $0.40 per 1,000 queries." */
export function priceSentence({ latency, cost, outcomes }: SystemResult): string {
  const parts = [
    latency && `takes ${formatMs(latency.p50Ms)} at the median, ${formatMs(latency.p95Ms)} at the 95th percentile`,
    cost?.usdPerThousandQueries !== undefined && `costs ${formatUsd(cost.usdPerThousandQueries)} per 1,000 queries`,
    outcomes &&
      degraded(outcomes) > 0 &&
      `${formatNumberOf(degraded(outcomes), "answer was", "answers were")} degraded`,
  ].filter((part) => typeof part === "string");
  const text = parts.join("; ");
  return text === "" ? "" : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Answers that are not what the reranker would have said: cut short, another's, or the first stage's order. */
export function degraded(outcomes: NonNullable<SystemResult["outcomes"]>): number {
  return outcomes.partial + outcomes.fallback + outcomes["first-stage"];
}

/** The verdict as a sign, so that it does not hang on colour. */
export function verdictSign(verdict: ComparisonResult["verdict"] | undefined): string {
  return verdict === "better" ? "▲" : verdict === "worse" ? "▼" : "○";
}

/** The verdict as a class name of the style sheet. */
export function verdictClass(verdict: ComparisonResult["verdict"] | undefined): "better" | "worse" | "open" {
  return verdict === "better" || verdict === "worse" ? verdict : "open";
}
