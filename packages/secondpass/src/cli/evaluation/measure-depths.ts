import type { Dataset, DepthCalls, Run, TunedReranker } from "@secondpass/eval";
import { loadEval } from "./load-eval.ts";
import type { Prices } from "./parse-prices.ts";
import type { OpenSystem } from "./rerank-system.ts";
import type { TuneOptions } from "./tune-options.ts";

/** A reranker's orders, and what its calls took at each depth. */
export async function measureDepths(
  name: string,
  open: OpenSystem,
  dataset: Dataset,
  options: TuneOptions & { readonly prices: Prices },
): Promise<TunedReranker> {
  const evaluation = await loadEval();
  const deepest = Math.max(...options.depths);
  const all = [...dataset.qrels.keys()];
  const timed = [...evaluation.sampleQueries(dataset, options.timed, options.seed).qrels.keys()];
  const calls: DepthCalls[] = [];
  const runs = new Map<number, Run>();
  for (const depth of options.depths.toReversed()) {
    const { pointwise } = open.reranker.traits;
    const reranked = await open.rerank(dataset, pointwise && depth < deepest ? timed : all, depth);
    runs.set(depth, reranked.run);
    const price = options.prices.get(name);
    const paid = price ? evaluation.withPrice(reranked.calls, price, name) : reranked.calls;
    calls.push({
      depth,
      latencyMs: reranked.calls.map(({ durationMs }) => durationMs),
      usdPerThousandQueries: evaluation.costFigures(paid)?.usdPerThousandQueries,
    });
  }
  const whole = runs.get(deepest) as Run;
  const orders = open.reranker.traits.pointwise
    ? ({ kind: "pointwise", run: whole, depth: deepest } as const)
    : ({ kind: "listwise", runs } as const);
  return { name, orders, calls };
}
