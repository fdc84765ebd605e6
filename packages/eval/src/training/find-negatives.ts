import type { Random } from "../random.ts";
import type { RankedList, Texts } from "../types.ts";
import type { CheckedTrainingOptions } from "./training-options.ts";
import type { ScoredDocument } from "./training-triple.ts";

/** Why candidates did not become negatives; each is counted once, under the first reason that holds. */
export interface DroppedNegatives {
  /** Without a text, or with a blank one. */
  readonly withoutText: number;
  /** With the very text of a positive, or of a candidate before. */
  readonly sameText: number;
  /** Without a score where scores are compared. */
  readonly unscored: number;
  readonly absoluteMargin: number;
  readonly relativeMargin: number;
  readonly maxScore: number;
  readonly minScore: number;
}

/** What a query's candidates are held against. */
export interface QueryToMine {
  readonly candidates: RankedList | undefined;
  /** Levels of this query's documents. */
  readonly judgements: ReadonlyMap<string, number>;
  /** Texts of the positives. */
  readonly positiveTexts: Iterable<string>;
  /** The lowest score of a positive; undefined where no margin is asked for. */
  readonly positiveScore: number | undefined;
}

/** Finds the negatives of one query, and counts into `dropped` what was left out. */
export function findNegatives(
  query: QueryToMine,
  texts: Texts,
  options: CheckedTrainingOptions,
  random: Random,
  dropped: Record<keyof DroppedNegatives, number>,
): readonly ScoredDocument[] {
  const limits = limitsOf(query.positiveScore, options);
  const seen = new Set(query.positiveTexts);
  const passed: ScoredDocument[] = [];
  for (const candidate of notRelevant(query, options)) {
    const text = texts.get(candidate.id) ?? "";
    const reason = faultOfText(text, seen) ?? faultOfScore(candidate.score, limits);
    seen.add(text);
    if (reason === undefined) passed.push(candidate);
    else dropped[reason]++;
  }
  const pool = passed.slice(options.skipTop);
  return options.sampling === "top" ? pool.slice(0, options.negatives) : draw(pool, options.negatives, random);
}

function notRelevant(
  { candidates, judgements }: QueryToMine,
  { depth, unjudged }: CheckedTrainingOptions,
): readonly ScoredDocument[] {
  if (!candidates) return [];
  const { documents, scores } = candidates;
  return documents
    .map((id, at): ScoredDocument => ({ id, score: scores[at] ?? null }))
    .filter(({ id }) => (judgements.get(id) ?? (unjudged ? 0 : 1)) <= 0)
    .slice(0, depth);
}

function faultOfText(text: string, seen: ReadonlySet<string>): "withoutText" | "sameText" | undefined {
  if (text.trim() === "") return "withoutText";
  return seen.has(text) ? "sameText" : undefined;
}

interface ScoreLimit {
  readonly reason: keyof DroppedNegatives;
  readonly isBrokenBy: (score: number) => boolean;
}

/** The comparisons of sentence-transformers 6.2 (`util/hard_negatives.py`), in its order. */
function limitsOf(positive: number | undefined, options: CheckedTrainingOptions): readonly ScoreLimit[] {
  const { absoluteMargin, relativeMargin, maxScore, minScore } = options;
  const limits: ScoreLimit[] = [];
  const add = (reason: ScoreLimit["reason"], isBrokenBy: ScoreLimit["isBrokenBy"]) =>
    limits.push({ reason, isBrokenBy });
  if (positive !== undefined && absoluteMargin !== undefined) {
    add("absoluteMargin", (score) => score + absoluteMargin > positive);
  }
  if (positive !== undefined && relativeMargin !== undefined) {
    add("relativeMargin", (score) => score > positive - Math.abs(positive) * relativeMargin);
  }
  if (maxScore !== undefined) add("maxScore", (score) => score > maxScore);
  if (minScore !== undefined) add("minScore", (score) => score < minScore);
  return limits;
}

function faultOfScore(score: number | null, limits: readonly ScoreLimit[]): keyof DroppedNegatives | undefined {
  if (score === null) return limits.length > 0 ? "unscored" : undefined;
  return limits.find(({ isBrokenBy }) => isBrokenBy(score))?.reason;
}

/** `count` of `pool`, each set of them as likely as any other, in their order (Knuth, TAOCP 2, 3.4.2, algorithm S). */
function draw<T>(pool: readonly T[], count: number, random: Random): readonly T[] {
  let wanted = Math.min(count, pool.length);
  return pool.filter((_, at) => {
    if (random() * (pool.length - at) >= wanted) return false;
    wanted--;
    return true;
  });
}
