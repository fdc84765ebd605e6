import type { Dataset } from "@secondpass/bench/evaluation";
import { type Reranker, rerank } from "@secondpass/core";

/** A question's passage ids before and after. */
export interface Reordered {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Every question of a collection with its candidates reranked. */
export interface RerankedAll {
  readonly questions: ReadonlyMap<string, Reordered>;
  readonly pairs: number;
  readonly milliseconds: number;
}

/** Reranks every question's first stage, one after the other. */
export async function rerankAll(reranker: Reranker, { queries, documents, run }: Dataset): Promise<RerankedAll> {
  const questions = new Map<string, Reordered>();
  let pairs = 0;
  const start = performance.now();
  for (const [id, before] of run) {
    const result = await rerank({
      reranker,
      query: queries.get(id) ?? "",
      documents: before,
      text: (passage) => documents.get(passage) ?? "",
    });
    questions.set(id, { before, after: result.documents });
    pairs += before.length;
  }
  return { questions, pairs, milliseconds: performance.now() - start };
}
