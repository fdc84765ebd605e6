import { type Outcome, type Reranker, rerank } from "@secondpass/core";

/** What came of one search. */
export interface Search {
  readonly kind: Outcome["kind"] | "failed";
  /** What was tried, in order: "ok" or a code. */
  readonly results: readonly string[];
  /** Whether the order is right: the answer first where it was reranked, that of the input otherwise. */
  readonly inOrder: boolean;
  readonly milliseconds: number;
}

const query = "when do I get my refund";
const answer = "You get a refund within five days.";
const firstStage = ["We are open from nine to five.", "Parcels take two days.", answer];

/**
 * Searches again and again, whether or not earlier searches have ended.
 *
 * @param onSearch hears of each that ended.
 * @returns what stops it, and waits for those that are under way.
 */
export function startLoad(
  reranker: Reranker,
  everyMs: number,
  onSearch: (search: Search) => void,
): () => Promise<void> {
  const underWay = new Set<Promise<void>>();
  const timer = setInterval(() => {
    const one = search(reranker).then((ended) => {
      underWay.delete(one);
      onSearch(ended);
    });
    underWay.add(one);
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await Promise.all(underWay);
  };
}

async function search(reranker: Reranker): Promise<Search> {
  const start = performance.now();
  try {
    const { documents, outcome } = await rerank({ reranker, query, documents: firstStage });
    const inOrder =
      outcome.kind === "reranked" ? documents[0] === answer : firstStage.every((text, at) => documents[at] === text);
    const results = outcome.attempts.map(({ result }) => result);
    return { kind: outcome.kind, results, inOrder, milliseconds: performance.now() - start };
  } catch {
    return { kind: "failed", results: [], inOrder: false, milliseconds: performance.now() - start };
  }
}
