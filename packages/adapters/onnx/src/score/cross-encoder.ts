import type { PairScore, RerankRequest, ScoreContext, Scored } from "@secondpass/core";
import type { CrossEncoderPlan } from "../model/model-plan.ts";
import { type Bench, runBatches, tokenizeList, truncationWarning } from "./run-list.ts";
import { isProbability, toPairScore } from "./score-pairs.ts";

/** Scores documents with a cross-encoder: every pair is read as one text. */
export async function scoreWithCrossEncoder(
  bench: Bench & { readonly plan: CrossEncoderPlan },
  { query, documents }: RerankRequest,
  context: ScoreContext,
): Promise<Scored> {
  const { plan, perRun } = bench;
  const list = await tokenizeList(bench, documents, query, context);
  const scores: PairScore[] = [];
  await runBatches(bench, list.rows, context, async (worker, batch, places) => {
    const labels = await worker.run<"logits">({ kind: "logits", rows: batch, perRun });
    for (const [at, index] of places.entries()) {
      scores.push(toPairScore(index, labels.subarray(at * plan.labels, (at + 1) * plan.labels), plan));
    }
  });
  return {
    scores,
    scoreScale: isProbability(plan) ? "probability" : "logit",
    warnings: truncationWarning(list, plan),
  };
}
