import type { RankedList } from "../types.ts";

/**
 * The order that comes of reranking fewer candidates, from the one that came of reranking many: the first `depth` documents of
 * the first stage as the reranker ordered them, the others behind in the first stage's order, unscored.
 *
 * That is what the reranker would give where it scores each document by itself; one that looks at all of them together must
 * be asked at each depth. Documents of the head that the reranker's list lacks stay behind too.
 *
 * @param reranked the same candidates, at least `depth` of them reranked.
 */
export function rerankedAtDepth(firstStage: RankedList, reranked: RankedList, depth: number): RankedList {
  const head = new Set(firstStage.documents.slice(0, depth));
  const places = [...reranked.documents.keys()].filter((place) => head.has(reranked.documents[place] as string));
  const ordered = places.map((place) => reranked.documents[place] as string);
  const taken = new Set(ordered);
  const behind = firstStage.documents.filter((document) => !taken.has(document));
  return {
    documents: [...ordered, ...behind],
    scores: [...places.map((place) => reranked.scores[place] ?? null), ...behind.map(() => null)],
  };
}
