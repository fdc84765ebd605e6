import { InputError } from "../input-error.ts";
import type { Dataset, RankedList } from "../types.ts";
import type { KeptAnswer } from "./answer-store.ts";
import type { RerankDatasetOptions } from "./rerank-dataset-options.ts";

/** One query's question. */
export interface Job {
  readonly query: string;
  readonly text: string;
  readonly head: readonly string[];
  readonly tail: readonly string[];
  readonly documents: readonly string[];
}

/** The questions of a dataset, in the order of the queries asked. @throws InputError naming a text that is missing. */
export function jobsOf({ dataset, queries, depth = 100 }: RerankDatasetOptions): readonly Job[] {
  const { firstStage, documents } = dataset;
  return [...(queries ?? firstStage.keys())].flatMap((query) => {
    const list = firstStage.get(query);
    if (!list || list.documents.length === 0) return [];
    const text = dataset.queries.get(query);
    if (text === undefined) throw new InputError(`query ${query} has no text`);
    const head = list.documents.slice(0, depth);
    const texts = head.map((id) => textOf(id, documents, query));
    return [{ query, text, head, tail: list.documents.slice(depth), documents: texts }];
  });
}

function textOf(id: string, documents: Dataset["documents"], query: string): string {
  const text = documents.get(id);
  if (text === undefined) throw new InputError(`document ${id}, a candidate of query ${query}, has no text`);
  return text;
}

/** A list is in the reranker's order, and what it was not asked about stays behind, unscored. */
export function orderOf({ head, tail }: Job, ranking: KeptAnswer["ranking"]): RankedList {
  return {
    documents: [...ranking.map(({ index }) => head[index] as string), ...tail],
    scores: [...ranking.map(({ score }) => score), ...tail.map(() => null)],
  };
}
