import { type CalibrationArtefact, type CalibrationMap, calibratedScore } from "@secondpass/core";
import { InputError } from "../input-error.ts";
import type { CalibrateOptions, CalibrationResult } from "./calibration-result.ts";
import { indistinct, tooFew } from "./clean-separation.ts";
import { foldsByQuery, predict } from "./cross-validate.ts";
import { calibrationMethods, fitMap } from "./fit-map.ts";
import type { JudgedPairs, PredictedPair } from "./judged-pairs.ts";
import { reliability } from "./reliability.ts";
import { separation } from "./separation.ts";
import { type TriedMethods, tryMethods, unusableReasons } from "./try-methods.ts";

/**
 * Fits what turns a reranker's scores into probabilities, and says how well they hold on queries that the fit has not seen.
 *
 * The verdict "no clean separation", which makes no artefact, comes where there are fewer than 10 queries, 10 relevant
 * documents or 10 that are not, where no method fits, or where chance could have ordered documents as the scores do: the 95 %
 * interval of the area under the ROC curve reaches down to 0.5.
 *
 * @throws InputError where the scale is `rank`, which depends on the list; where there is no pair at all; where an artefact is forced
 *   and no method fits.
 */
export function calibrate(judged: JudgedPairs, options: CalibrateOptions): CalibrationResult {
  const { reranker, folds = 5, seed = 42, method = "auto", force = false } = options;
  refuseUnfit(judged, options);
  const { pairs } = judged;
  const counts = countsOf(judged);
  const apart = separation(pairs, { seed });
  const methods = method === "auto" ? calibrationMethods : [method];
  const tried = tryMethods(methods, foldsByQuery(pairs, folds, seed), reranker.scoreScale);
  const { best, candidates } = tried;
  const reason = tooFew(counts, judged) ?? indistinct(apart) ?? (best ? undefined : unusableReasons(candidates));
  return {
    verdict: reason === undefined ? "calibrated" : "no clean separation",
    reason,
    artefact: reason === undefined || force ? artefactOf(judged, options, tried, { counts, apart, reason }) : undefined,
    counts,
    separation: apart,
    candidates,
    before:
      reranker.scoreScale === "probability"
        ? reliability(
            reranker.id,
            predict(pairs, (score) => score),
          )
        : undefined,
    after: best && reliability(`${reranker.id} (${best.method})`, best.predictions),
    predictions: best?.predictions ?? [],
  };
}

/** Puts an artefact to scores that it was not fitted on. */
export function applyCalibration(
  artefact: CalibrationMap,
  { pairs }: Pick<JudgedPairs, "pairs">,
): readonly PredictedPair[] {
  return predict(pairs, calibratedScore(artefact));
}

function refuseUnfit({ pairs, withoutJudgement }: JudgedPairs, { reranker, folds = 5 }: CalibrateOptions): void {
  if (reranker.scoreScale === "rank") {
    const why =
      "its scores are ranks, which say nothing by themselves: the same document has another one in another list";
    throw new InputError(`${reranker.id} cannot be calibrated: ${why}`);
  }
  if (!Number.isInteger(folds) || folds < 2) throw new InputError("folds must be a whole number of at least 2");
  if (pairs.length > 0) return;
  const why =
    withoutJudgement > 0 ? `none of the ${withoutJudgement} scored documents is judged` : "there are no scores";
  throw new InputError(`nothing to calibrate on: ${why}; are the qrels of this collection?`);
}

function countsOf({ pairs }: JudgedPairs): CalibrationArtefact["counts"] {
  return {
    queries: new Set(pairs.map(({ query }) => query)).size,
    pairs: pairs.length,
    relevant: pairs.filter(({ relevant }) => relevant).length,
  };
}

interface Found {
  readonly counts: CalibrationArtefact["counts"];
  readonly apart: CalibrationResult["separation"];
  readonly reason: string | undefined;
}

/** The method taken, fitted on everything. */
function artefactOf(
  { pairs, relevantFrom, unjudged }: JudgedPairs,
  { reranker, dataset, madeAt = new Date().toISOString() }: CalibrateOptions,
  { best, candidates }: TriedMethods,
  { counts, apart, reason }: Found,
): CalibrationArtefact {
  if (!best || !apart)
    throw new InputError(`no calibration can be forced: ${best ? reason : unusableReasons(candidates)}`);
  const map = fitMap(pairs, best.method, reranker.scoreScale);
  if ("unusable" in map) throw new InputError(`no calibration can be made: ${best.method}: ${map.unusable}`);
  const { id: rerankerId, revision } = reranker;
  const { brier, ece, logLoss } = best;
  return {
    version: 1,
    rerankerId,
    ...(revision === undefined ? {} : { revision }),
    ...map,
    counts,
    figures: { auc: apart, brier, ece, logLoss },
    dataset,
    relevantFrom,
    unjudged,
    ...(reason === undefined ? {} : { forced: true as const }),
    madeAt,
  };
}
