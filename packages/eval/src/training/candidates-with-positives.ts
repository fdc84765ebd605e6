import type { Dataset, RankedList, Run } from "../types.ts";

/** What is put before a reranker. */
export interface CandidateOptions {
  /** Documents of each first-stage list, from the first on; default 100. */
  readonly depth?: number | undefined;
  /** From which level on a document is a positive; default 1. */
  readonly relevantFrom?: number | undefined;
}

/**
 * The first stage's candidates of each judged query, with the relevant documents that the first stage missed put behind them
 * (scored null), so that a reranker scores these too and margins have something to compare with. Documents without text are
 * left out. For training data only: measured on such lists, a reranker would be given what the first stage never found.
 */
export function candidatesWithPositives(
  dataset: Dataset,
  { depth = 100, relevantFrom = 1 }: CandidateOptions = {},
): Run {
  const candidates = new Map<string, RankedList>();
  for (const [query, judgements] of dataset.qrels) {
    const list = dataset.firstStage.get(query);
    const scores = new Map(list?.documents.slice(0, depth).map((id, at) => [id, list.scores[at] ?? null]));
    for (const [id, level] of judgements) if (level >= relevantFrom && !scores.has(id)) scores.set(id, null);
    const found = [...scores].filter(([id]) => dataset.documents.has(id));
    candidates.set(query, { documents: found.map(([id]) => id), scores: found.map(([, score]) => score) });
  }
  return candidates;
}
