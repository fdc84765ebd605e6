import type { Ranked, Reranker } from "@secondpass/core";
import type { Pair } from "./parity.ts";

/** Scores pairs query by query, in their order: what a call returns for each; undefined where the document is blank. */
export async function scorePairs(reranker: Reranker, pairs: readonly Pair[]): Promise<readonly (Ranked | undefined)[]> {
  const scored: (Ranked | undefined)[] = new Array(pairs.length).fill(undefined);
  for (const query of new Set(pairs.map((pair) => pair.query))) {
    if (query.trim() === "") continue;
    const places = pairs.flatMap((pair, at) => (pair.query === query && !pair.blank ? [at] : []));
    const documents = places.map((at) => (pairs[at] as Pair).document);
    const { ranking } = await reranker.rerank({ query, documents });
    for (const row of ranking) scored[places[row.index] as number] = row;
  }
  return scored;
}
