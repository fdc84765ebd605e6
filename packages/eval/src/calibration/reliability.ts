import { quantile } from "../quantile.ts";
import type { ReliabilityBin, ReliabilityResult } from "../results.ts";
import { brierScore } from "./figures.ts";
import type { PredictedPair } from "./judged-pairs.ts";

/** How predictions are grouped. */
export interface ReliabilityOptions {
  /** Default 10. */
  readonly bins?: number | undefined;
  /**
   * Default "equal-mass": as many pairs in each bin, equal probabilities in one bin. Probabilities of relevance crowd near 0;
   * bins of equal width would be one bin of nearly everything and nine of noise, and their error is the more biased one
   * (Roelofs et al., "Mitigating bias in calibration error estimation", AISTATS 2022).
   */
  readonly strategy?: "equal-mass" | "equal-width" | undefined;
}

/**
 * How far probabilities can be believed: bins of a reliability diagram, without empty ones, and over them the expected calibration
 * error, Σ share of the bin × |mean prediction − share of relevant ones|; and the Brier score. Edges of bins are
 * quantiles of the predictions (or equally spaced from 0 to 1), and what lies on an edge belongs to the bin below.
 *
 * @param system what the result is called.
 */
export function reliability(
  system: string,
  pairs: readonly PredictedPair[],
  { bins: count = 10, strategy = "equal-mass" }: ReliabilityOptions = {},
): ReliabilityResult {
  const ascending = pairs.toSorted((one, other) => one.probability - other.probability);
  const edges = edgesOf(ascending, count, strategy);
  const bins: ReliabilityBin[] = [];
  let start = 0;
  for (let at = 1; at <= count && start < ascending.length; at++) {
    const high = edges[at] as number;
    let end = start;
    while (end < ascending.length && (at === count || (ascending[end] as PredictedPair).probability <= high)) end++;
    if (end > start) bins.push(binOf(ascending.slice(start, end), edges[at - 1] as number, high));
    start = end;
  }
  const ece = bins.reduce((sum, bin) => sum + (bin.count / pairs.length) * Math.abs(bin.predicted - bin.observed), 0);
  return { system, bins, ece, brier: brierScore(pairs) };
}

function edgesOf(ascending: readonly PredictedPair[], count: number, strategy: "equal-mass" | "equal-width"): number[] {
  const shares = Array.from({ length: count + 1 }, (_, at) => at / count);
  const predictions = ascending.map(({ probability }) => probability);
  return strategy === "equal-width" ? shares : shares.map((share) => quantile(predictions, share));
}

function binOf(pairs: readonly PredictedPair[], low: number, high: number): ReliabilityBin {
  const count = pairs.length;
  const predicted = pairs.reduce((sum, { probability }) => sum + probability, 0) / count;
  return { low, high, count, predicted, observed: pairs.filter(({ relevant }) => relevant).length / count };
}
