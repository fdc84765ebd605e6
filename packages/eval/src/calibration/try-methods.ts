import type { CalibrationFigures, CalibrationMethod, ScoreScale } from "@secondpass/core";
import type { CalibrationCandidate } from "./calibration-result.ts";
import { crossValidate, type Folds } from "./cross-validate.ts";
import { logLoss } from "./figures.ts";
import type { PredictedPair } from "./judged-pairs.ts";
import { reliability } from "./reliability.ts";

/** A method that fits, with what it predicts for queries that it was not fitted on. */
interface UsableMethod extends Omit<CalibrationFigures, "auc"> {
  readonly method: CalibrationMethod;
  readonly predictions: readonly PredictedPair[];
}

/** What came of trying methods. */
export interface TriedMethods {
  /** In the order in which they were tried. */
  readonly candidates: readonly CalibrationCandidate[];
  /** The one of the least Brier score; of equals the first. */
  readonly best?: UsableMethod | undefined;
}

/** Fits methods on all folds but one in turn, and finds the best of them. */
export function tryMethods(methods: readonly CalibrationMethod[], folds: Folds, scoreScale: ScoreScale): TriedMethods {
  const tried = methods.map((method) => tryMethod(method, folds, scoreScale));
  const usable = tried.filter((one) => !("unusable" in one)) as readonly UsableMethod[];
  return {
    candidates: tried.map((one) => ("unusable" in one ? one : withoutPredictions(one))),
    best: usable.toSorted((one, other) => one.brier - other.brier)[0],
  };
}

/** Why none of the methods fits. */
export function unusableReasons(candidates: readonly CalibrationCandidate[]): string {
  const reasons = candidates.flatMap((one) => ("unusable" in one ? [`${one.method}: ${one.unusable}`] : []));
  return `no method fits: ${reasons.join("; ")}`;
}

type Unusable = Extract<CalibrationCandidate, { readonly unusable: string }>;

function tryMethod(method: CalibrationMethod, folds: Folds, scoreScale: ScoreScale): UsableMethod | Unusable {
  if (folds.length < 2) return { method, unusable: "one query alone cannot be predicted by others" };
  const kinds = new Set(folds.flat().map(({ relevant }) => relevant));
  if (kinds.size < 2) return { method, unusable: "there must be relevant documents and others" };
  const predictions = crossValidate(folds, method, scoreScale);
  if ("unusable" in predictions) return { method, unusable: predictions.unusable };
  const { ece, brier } = reliability(method, predictions);
  return { method, ece, brier, logLoss: logLoss(predictions), predictions };
}

function withoutPredictions({ method, ece, brier, logLoss: loss }: UsableMethod): CalibrationCandidate {
  return { method, brier, ece, logLoss: loss };
}
