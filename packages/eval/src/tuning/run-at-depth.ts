import { InputError } from "../input-error.ts";
import type { RankedList, Run } from "../types.ts";
import { rerankedAtDepth } from "./reranked-at-depth.ts";
import type { TunedReranker } from "./types.ts";

/**
 * What the first stage becomes when a reranker reorders so many candidates of each query.
 *
 * @param queries whose lists are made; those that the first stage lacks are left out.
 * @throws InputError where the reranker was not asked so deep, or its orders lack a query.
 */
export function runAtDepth(firstStage: Run, reranker: TunedReranker, depth: number, queries: Iterable<string>): Run {
  const reranked = orderAt(reranker, depth);
  const lists = new Map<string, RankedList>();
  for (const query of queries) {
    const list = firstStage.get(query);
    if (!list || list.documents.length === 0) continue;
    const order = reranked.get(query);
    if (!order) throw new InputError(`reranker ${reranker.name} has no order for query ${query}; rerank it as well`);
    lists.set(query, rerankedAtDepth(list, order, depth));
  }
  return lists;
}

function orderAt({ name, orders }: TunedReranker, depth: number): Run {
  if (orders.kind === "pointwise") {
    if (depth <= orders.depth) return orders.run;
    throw new InputError(
      `reranker ${name} reranked ${orders.depth} candidates, not ${depth}; rerank more or leave ${depth} out`,
    );
  }
  const run = orders.runs.get(depth);
  if (run) return run;
  const asked = [...orders.runs.keys()].join(", ");
  throw new InputError(
    `reranker ${name} was asked at depths ${asked}, not at ${depth}; ask it there or leave ${depth} out`,
  );
}
