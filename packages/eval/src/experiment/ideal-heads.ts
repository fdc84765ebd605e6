import { idealRun } from "../compare/pool-ceiling.ts";
import type { Dataset, Run } from "../types.ts";

/** The best order of the candidates that are reranked, the others behind them as they were. */
export function idealHeads({ firstStage, qrels }: Pick<Dataset, "firstStage" | "qrels">, depth: number): Run {
  const heads = [...firstStage].map(([query, { documents }]) => {
    const head = documents.slice(0, depth);
    return [query, { documents: head, scores: head.map(() => null) }] as const;
  });
  const ideal = idealRun(new Map(heads), qrels);
  const lists = [...firstStage].map(([query, { documents }]) => {
    const all = [...(ideal.get(query)?.documents ?? []), ...documents.slice(depth)];
    return [query, { documents: all, scores: all.map(() => null) }] as const;
  });
  return new Map(lists);
}
