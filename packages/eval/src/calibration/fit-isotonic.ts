import type { IsotonicParameters } from "@secondpass/core";
import { type IsotonicBlock, isotonicRegression } from "./isotonic-regression.ts";
import type { JudgedPair } from "./judged-pairs.ts";

/**
 * The knots of an isotonic curve: the centres of the steps of isotonic regression. Joined by straight lines they give unequal
 * scores unequal probabilities, which steps do not, and keep the error of steps at their edges small. The lowest and the highest score
 * are knots too, a thousandth away from their step, so that the outer halves of the outermost steps are all but flat.
 *
 * Steps of 0 and 1 are drawn in to 1 / (n + 2) from there, n being their number of pairs, and no further than half of the way to
 * the next step: that no relevant document was among n is no proof that there is none.
 */
export function fitIsotonic(pairs: readonly JudgedPair[]): IsotonicParameters {
  const blocks = isotonicRegression(pairs.map(({ score, relevant }) => ({ score, target: relevant ? 1 : 0 })));
  const knots = blocks.map((block, at) => ({ score: block.centre, probability: drawnIn(block, at, blocks) }));
  const [first, last] = [knots[0], knots.at(-1)] as const;
  const [low, high] = [blocks[0]?.low ?? 0, blocks.at(-1)?.high ?? 0];
  if (first && low < first.score) knots.unshift({ score: low, probability: first.probability * (1 - aside) });
  if (last && high > last.score) knots.push({ score: high, probability: 1 - (1 - last.probability) * (1 - aside) });
  return { scores: knots.map(({ score }) => score), probabilities: knots.map(({ probability }) => probability) };
}

const aside = 1e-3;

function drawnIn({ value, weight }: IsotonicBlock, at: number, blocks: readonly IsotonicBlock[]): number {
  const margin = 1 / (weight + 2);
  if (value <= 0) return Math.min(margin, (blocks[at + 1]?.value ?? 1) / 2);
  if (value >= 1) return 1 - Math.min(margin, (1 - (blocks[at - 1]?.value ?? 0)) / 2);
  return value;
}
