import { InputError } from "../input-error.ts";
import type { Qrels, RankedList, Run } from "../types.ts";

/** A score and whether the document is relevant. */
export interface JudgedPair {
  readonly query: string;
  readonly score: number;
  readonly relevant: boolean;
}

/** A probability and whether the document is relevant. */
export interface PredictedPair {
  readonly query: string;
  readonly probability: number;
  readonly relevant: boolean;
}

/** How pairs are gathered. */
export interface JudgedPairsOptions {
  /** From which level on a document is relevant. Default 1. */
  readonly relevantFrom?: number | undefined;
  /**
   * What becomes of documents that nobody has judged. Default "skip": what nobody has looked at says nothing. "not-relevant"
   * is for collections that list relevant documents alone; it takes what judges have missed for not relevant, and makes
   * probabilities too small by as much.
   */
  readonly unjudged?: "skip" | "not-relevant" | undefined;
}

/** What a fit learns from. */
export interface JudgedPairs {
  readonly pairs: readonly JudgedPair[];
  readonly relevantFrom: number;
  readonly unjudged: "skip" | "not-relevant";
  /** Documents of judged queries that carry a score and no judgement. */
  readonly withoutJudgement: number;
}

/**
 * The judged documents of a reranked run with their scores. Queries without any judgement and documents without a score are
 * left out.
 *
 * @throws InputError naming query and place of a score that is no finite number.
 */
export function judgedPairs(run: Run, qrels: Qrels, options: JudgedPairsOptions = {}): JudgedPairs {
  const { relevantFrom = 1, unjudged = "skip" } = options;
  const scored = [...run].flatMap(([query, list]) => scoredOf(query, list, qrels));
  const kept = unjudged === "skip" ? scored.filter(({ level }) => level !== undefined) : scored;
  return {
    pairs: kept.map(({ query, score, level }) => ({
      query,
      score,
      relevant: level !== undefined && level >= relevantFrom,
    })),
    relevantFrom,
    unjudged,
    withoutJudgement: scored.filter(({ level }) => level === undefined).length,
  };
}

interface ScoredDocument {
  readonly query: string;
  readonly score: number;
  readonly level: number | undefined;
}

function scoredOf(query: string, { documents, scores }: RankedList, qrels: Qrels): readonly ScoredDocument[] {
  const levels = qrels.get(query);
  if (!levels) return [];
  return documents.flatMap((document, at) => {
    const score = scores[at] ?? null;
    if (score === null) return [];
    if (!Number.isFinite(score)) throw notFinite(query, at);
    return [{ query, score, level: levels.get(document) }];
  });
}

function notFinite(query: string, at: number): InputError {
  const where = `query ${JSON.stringify(query)}, place ${at + 1}`;
  return new InputError(`${where}: the score is no finite number; leave out documents that nobody scored`);
}
