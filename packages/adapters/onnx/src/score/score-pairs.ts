import type { PairScore } from "@secondpass/core";
import type { CrossEncoderPlan } from "../model/model-plan.ts";

/**
 * Scores of a cross-encoder's output. Two labels: softmax of the second, `rawScore` the difference of the two. One label: the
 * logit, or its sigmoid where the model says so; `rawScore` the logit.
 */
export function toPairScore(index: number, labels: ArrayLike<number>, plan: CrossEncoderPlan): PairScore {
  const rawScore = plan.labels === 2 ? (labels[1] as number) - (labels[0] as number) : (labels[0] as number);
  return { index, score: isProbability(plan) ? sigmoid(rawScore) : rawScore, rawScore };
}

/** Whether a cross-encoder's scores are probabilities rather than logits. */
export function isProbability({ labels, activation }: CrossEncoderPlan): boolean {
  return labels === 2 || activation === "sigmoid";
}

/** The softmax of two is the sigmoid of their difference. */
function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
