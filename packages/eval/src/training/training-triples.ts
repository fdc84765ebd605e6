import { InputError } from "../input-error.ts";
import { createRandom, type Random } from "../random.ts";
import type { Dataset, RankedList } from "../types.ts";
import { type DroppedNegatives, findNegatives } from "./find-negatives.ts";
import {
  type CheckedTrainingOptions,
  checkTrainingOptions,
  hasMargin,
  type TrainingOptions,
} from "./training-options.ts";
import type { TrainingSummary } from "./training-summary.ts";
import type { ScoredDocument, TrainingTriple } from "./training-triple.ts";

/** Training data by ids, and how it came about. */
export interface TrainingData {
  readonly triples: readonly TrainingTriple[];
  readonly summary: TrainingSummary;
}

/**
 * Makes training data of judgements: each document judged relevant is a positive of its query, and the candidates ranked
 * highest that are not are its negatives ("hard negatives"). With margins, which need a run with scores, candidates that score
 * as high as the positives are left out: most of those are right answers that nobody judged.
 *
 * A document judged relevant at any level is never a negative. One that nobody judged may be (`unjudged`): most collections
 * judge no others, so without margins some of the negatives will be answers after all. Negatives are chosen as
 * sentence-transformers' `mine_hard_negatives` does with the same scores; queries come in the order of the judgements.
 *
 * @throws InputError naming the option that is wrong; or where nothing at all can be made of the data, saying why.
 * Source: sentence-transformers 6.2, `util/hard_negatives.py`; the margins are from Moreira et al., "NV-Retriever", 2024.
 */
export function trainingTriples(dataset: Dataset, options: TrainingOptions = {}): TrainingData {
  const checked = checkTrainingOptions(options);
  const mining: Mining = { dataset, options: checked, random: createRandom(checked.seed), dropped: noneDropped() };
  const counts = { used: 0, withoutText: 0, withoutPositives: 0, withoutNegatives: 0, droppedPositives: 0 };
  const triples: TrainingTriple[] = [];
  for (const query of dataset.qrels.keys()) {
    const { outcome, lostPositives, made = [] } = mineQuery(query, mining);
    counts[outcome]++;
    counts.droppedPositives += lostPositives;
    triples.push(...made);
  }
  const summary = {
    queries: dataset.qrels.size,
    ...counts,
    triples: triples.length,
    negatives: triples.reduce((sum, { negatives }) => sum + negatives.length, 0),
    short: triples.filter(({ negatives }) => negatives.length < checked.negatives).length,
    droppedNegatives: mining.dropped,
  };
  if (triples.length === 0) throw new InputError(`no training data: ${whyNone(summary)}`);
  return { triples, summary };
}

interface Mining {
  readonly dataset: Dataset;
  readonly options: CheckedTrainingOptions;
  readonly random: Random;
  /** Counted up. */
  readonly dropped: Record<keyof DroppedNegatives, number>;
}

interface Mined {
  readonly outcome: "used" | "withoutText" | "withoutPositives" | "withoutNegatives";
  readonly lostPositives: number;
  readonly made?: readonly TrainingTriple[];
}

function mineQuery(query: string, { dataset, options, random, dropped }: Mining): Mined {
  if (isBlank(dataset.queries.get(query))) return { outcome: "withoutText", lostPositives: 0 };
  const judgements = dataset.qrels.get(query) ?? new Map<string, number>();
  const candidates = (options.candidates ?? dataset.firstStage).get(query);
  const { positives, lostPositives } = positivesOf(judgements, candidates, dataset, options);
  if (positives.length === 0) return { outcome: "withoutPositives", lostPositives };
  const positiveTexts = positives.map(({ id }) => dataset.documents.get(id) ?? "");
  const job = { candidates, judgements, positiveTexts, positiveScore: lowestScore(positives, options) };
  const negatives = findNegatives(job, dataset.documents, options, random, dropped);
  if (negatives.length === 0) return { outcome: "withoutNegatives", lostPositives };
  return { outcome: "used", lostPositives, made: positives.map((positive) => ({ query, positive, negatives })) };
}

/** Positives in the order of the judgements, and how many could not be used. */
function positivesOf(
  judgements: ReadonlyMap<string, number>,
  list: RankedList | undefined,
  { documents }: Dataset,
  options: CheckedTrainingOptions,
): { readonly positives: readonly ScoredDocument[]; readonly lostPositives: number } {
  const places = new Map(list?.documents.map((id, at) => [id, at]));
  const relevant = [...judgements].filter(([, level]) => level >= options.relevantFrom);
  const positives = relevant
    .map(([id]): ScoredDocument => ({ id, score: list?.scores[places.get(id) ?? -1] ?? null }))
    .filter(({ id, score }) => !isBlank(documents.get(id)) && (score !== null || !hasMargin(options)));
  return { positives, lostPositives: relevant.length - positives.length };
}

function lowestScore(positives: readonly ScoredDocument[], options: CheckedTrainingOptions): number | undefined {
  return hasMargin(options) ? Math.min(...positives.map(({ score }) => score ?? Number.NaN)) : undefined;
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === "";
}

function noneDropped(): Record<keyof DroppedNegatives, number> {
  return { withoutText: 0, sameText: 0, unscored: 0, absoluteMargin: 0, relativeMargin: 0, maxScore: 0, minScore: 0 };
}

function whyNone({ queries, withoutText, withoutPositives, withoutNegatives }: TrainingSummary): string {
  return (
    `of ${queries} judged queries ${withoutText} have no text, ${withoutPositives} no relevant document with a text ` +
    `(and a score, for margins), ${withoutNegatives} no candidate that may be a negative; ` +
    "are queries, corpus and run of the same collection as the judgements?"
  );
}
