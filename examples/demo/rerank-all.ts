import { type Reranker, rerank } from "@secondpass/core";
import type { Dataset } from "@secondpass/eval";

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

/** Reranks one question's first stage. */
export async function rerankOne(reranker: Reranker, dataset: Dataset, id: string): Promise<Reordered> {
  const before = dataset.firstStage.get(id)?.documents ?? [];
  const { documents: after } = await rerank({
    reranker,
    query: dataset.queries.get(id) ?? "",
    documents: before,
    text: (passage) => dataset.documents.get(passage) ?? "",
  });
  return { before, after };
}

/** Reranks every question's first stage, one after the other. */
export async function rerankAll(
  reranker: Reranker,
  dataset: Dataset,
  progress: (done: number, of: number) => void,
): Promise<RerankedAll> {
  const questions = new Map<string, Reordered>();
  const start = performance.now();
  for (const id of dataset.firstStage.keys()) {
    questions.set(id, await rerankOne(reranker, dataset, id));
    progress(questions.size, dataset.firstStage.size);
  }
  const pairs = [...dataset.firstStage.values()].reduce((sum, { documents }) => sum + documents.length, 0);
  return { questions, pairs, milliseconds: performance.now() - start };
}
