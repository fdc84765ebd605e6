import type { PredictedPair } from "./judged-pairs.ts";

/** Mean squared difference between probability and truth, 0…1; less is better. Source: Brier, Monthly Weather Review 78, 1950. */
export function brierScore(pairs: readonly PredictedPair[]): number {
  return meanOver(pairs, ({ probability, relevant }) => (probability - (relevant ? 1 : 0)) ** 2);
}

/**
 * Mean negative logarithm of the probability of what was the case, in nats; less is better. Probabilities count as no nearer to
 * 0 and 1 than 1e-15, so that one that claims certainty and is wrong costs much and not all.
 */
export function logLoss(pairs: readonly PredictedPair[]): number {
  return meanOver(pairs, ({ probability, relevant }) => {
    const inside = Math.min(1 - 1e-15, Math.max(1e-15, probability));
    return relevant ? -Math.log(inside) : -Math.log1p(-inside);
  });
}

function meanOver(pairs: readonly PredictedPair[], loss: (pair: PredictedPair) => number): number {
  return pairs.reduce((sum, pair) => sum + loss(pair), 0) / pairs.length;
}
