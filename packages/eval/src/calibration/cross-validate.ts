import { type CalibrationMethod, calibratedScore, type ScoreScale } from "@secondpass/core";
import { createRandom, type Random } from "../random.ts";
import { fitMap } from "./fit-map.ts";
import type { JudgedPair, PredictedPair } from "./judged-pairs.ts";

/** Pairs in folds, all pairs of a query in one. */
export type Folds = readonly (readonly JudgedPair[])[];

/** Deals queries into folds at random, those with many relevant documents evenly. */
export function foldsByQuery(pairs: readonly JudgedPair[], count: number, seed: number): Folds {
  const byQuery = new Map<string, JudgedPair[]>();
  for (const pair of pairs) {
    const group = byQuery.get(pair.query) ?? [];
    group.push(pair);
    byQuery.set(pair.query, group);
  }
  const relevantIn = (group: readonly JudgedPair[]): number => group.filter(({ relevant }) => relevant).length;
  const shuffled = shuffle([...byQuery.values()], createRandom(seed));
  const dealt = shuffled.sort((one, other) => relevantIn(other) - relevantIn(one));
  const folds: JudgedPair[][] = Array.from({ length: Math.min(count, dealt.length) }, () => []);
  for (const [at, group] of dealt.entries()) folds[at % folds.length]?.push(...group);
  return folds;
}

/**
 * What a method predicts for each fold when it is fitted on all others: figures over it are of queries that it has not seen.
 *
 * @returns the reason where the method cannot be fitted.
 */
export function crossValidate(
  folds: Folds,
  method: CalibrationMethod,
  scoreScale: ScoreScale,
): readonly PredictedPair[] | { readonly unusable: string } {
  const predicted: PredictedPair[] = [];
  for (const [at, fold] of folds.entries()) {
    const map = fitMap(folds.toSpliced(at, 1).flat(), method, scoreScale);
    if ("unusable" in map) return map;
    predicted.push(...predict(fold, calibratedScore(map)));
  }
  return predicted;
}

/** Puts probabilities in the place of scores. */
export function predict(
  pairs: readonly JudgedPair[],
  probabilityOf: (score: number) => number,
): readonly PredictedPair[] {
  return pairs.map(({ query, score, relevant }) => ({ query, relevant, probability: probabilityOf(score) }));
}

/** Fisher and Yates. */
function shuffle<T>(list: T[], random: Random): T[] {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other] as T, list[at] as T];
  }
  return list;
}
