import type { ComparisonResult, Estimate, EvaluationResults, SystemResult } from "@secondpass/eval";
import { formatDollars, formatLatency, formatSigned, formatValue } from "./format-figures.ts";
import { textTable } from "./text-table.ts";

/** What an evaluation found, for a terminal: systems, comparisons and what they come to. */
export function formatEvaluation(results: EvaluationResults): string {
  const parts = [heading(results), systemsTable(results), comparisonsTable(results), contextTable(results)];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function heading({ dataset, measures }: EvaluationResults): string {
  const { name, queries, judgements, depth, firstStage } = dataset;
  const counts = `${queries} queries, ${judgements} judgements, the first ${depth} candidates of ${firstStage}`;
  return `${name}: ${counts}\nmeasures with 95 % intervals; ${measures[0]} is the one that verdicts go by`;
}

function systemsTable({ systems, measures, ceiling }: EvaluationResults): string {
  const timed = systems.some(({ latency }) => latency !== undefined);
  const paid = systems.some(({ cost }) => cost?.usd !== undefined);
  const head = ["", ...measures, ...(timed ? ["p50", "p95", "p99"] : []), ...(paid ? ["$/1000 queries"] : [])];
  const rows = systems.map((system) => [
    system.name,
    ...measures.map((measure) => interval(system.measures[measure])),
    ...(timed ? latencies(system) : []),
    ...(paid ? [formatDollars(system.cost?.usdPerThousandQueries)] : []),
  ]);
  const best = ["best possible order", ...measures.map((measure) => formatValue(ceiling[measure]))];
  return textTable([head, ...rows, best]);
}

function latencies({ latency }: SystemResult): readonly string[] {
  if (!latency) return ["", "", ""];
  return [latency.p50Ms, latency.p95Ms, latency.p99Ms].map(formatLatency);
}

function interval(estimate: Estimate | undefined): string {
  if (!estimate) return "";
  return `${formatValue(estimate.mean)} (${formatValue(estimate.low)}–${formatValue(estimate.high)})`;
}

function comparisonsTable({ comparisons, measures, baseline }: EvaluationResults): string {
  const leading = comparisons.filter(({ measure }) => measure === measures[0]);
  if (leading.length === 0) return "";
  const head = [`against ${baseline}`, `${measures[0]}`, "95 % interval", "p (Holm)", "won", "lost", "equal", ""];
  return textTable([head, ...leading.map(comparisonRow)]);
}

function comparisonRow({ system, difference, adjustedP, wins, losses, ties, verdict }: ComparisonResult): string[] {
  const { mean, low, high } = difference;
  const range = `${formatSigned(low)} to ${formatSigned(high)}`;
  const p = adjustedP < 0.0001 ? "< 0.0001" : adjustedP.toFixed(4);
  return [system, formatSigned(mean), range, p, String(wins), String(losses), String(ties), verdict];
}

function contextTable({ context }: EvaluationResults): string {
  if (!context) return "";
  const head = [`in a prompt of ${context.size} ${context.unit}`, "hit rate", "recall", "relevant text"];
  const rows = context.effects.map(({ system, hitRate, recall, relevantShare }) => [
    system,
    ...[hitRate, recall, relevantShare].map(formatValue),
  ]);
  return textTable([head, ...rows]);
}
