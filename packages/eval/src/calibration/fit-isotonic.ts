import type { IsotonicParameters } from "@secondpass/core";
import { type IsotonicBlock, isotonicRegression } from "./isotonic-regression.ts";
import type { JudgedPair } from "./judged-pairs.ts";

/**
 * The knots of an isotonic curve: the centres of the steps of isotonic regression. Joined by straight lines they give unequal scores unequal
 * probabilities, which steps do not, and keep the error of steps at their edges small.
 *
 * Steps of 0 and 1 are drawn in to 1 / (n + 2) from there, n being their number of pairs, and no further than half of the way to
 * the next step: that no relevant document was among n is no proof that there is none.
 */
export function fitIsotonic(pairs: readonly JudgedPair[]): IsotonicParameters {
  const blocks = isotonicRegression(pairs.map(({ score, relevant }) => ({ score, target: relevant ? 1 : 0 })));
  return { scores: blocks.map(({ centre }) => centre), probabilities: blocks.map(drawnIn) };
}

function drawnIn({ value, weight }: IsotonicBlock, at: number, blocks: readonly IsotonicBlock[]): number {
  const margin = 1 / (weight + 2);
  if (value <= 0) return Math.min(margin, (blocks[at + 1]?.value ?? 1) / 2);
  if (value >= 1) return 1 - Math.min(margin, (1 - (blocks[at - 1]?.value ?? 0)) / 2);
  return value;
}
