import type { CalibrationArtefact, CalibrationFigures, CalibrationMethod, ScoreScale } from "@secondpass/core";
import type { Estimate, ReliabilityResult } from "../results.ts";
import type { PredictedPair } from "./judged-pairs.ts";

/** What a calibration is made for, and how. */
export interface CalibrateOptions {
  /** Whose scores these are: id, revision and scale as its answers told them. */
  readonly reranker: {
    readonly id: string;
    readonly revision?: string | undefined;
    readonly scoreScale: ScoreScale;
  };
  /** The name of the collection. */
  readonly dataset: string;
  /** Default "auto": the one of the least cross-validated Brier score; of equals the simplest. */
  readonly method?: CalibrationMethod | "auto" | undefined;
  /** true: an artefact even where the scores do not tell relevant documents from others. It says so. */
  readonly force?: boolean | undefined;
  /** Groups of queries, each predicted by a fit on the others. Default 5. */
  readonly folds?: number | undefined;
  /** Default 42. */
  readonly seed?: number | undefined;
  /** ISO 8601. Default now. */
  readonly madeAt?: string | undefined;
}

/** What one method came to, on queries that it was not fitted on. */
export type CalibrationCandidate =
  | ({ readonly method: CalibrationMethod } & Omit<CalibrationFigures, "auc">)
  | { readonly method: CalibrationMethod; readonly unusable: string };

/** What a calibration came to. */
export interface CalibrationResult {
  readonly verdict: "calibrated" | "no clean separation";
  /** Why there is no clean separation. */
  readonly reason?: string | undefined;
  /** Missing with the verdict "no clean separation", unless forced. */
  readonly artefact?: CalibrationArtefact | undefined;
  readonly counts: CalibrationArtefact["counts"];
  /** How likely a relevant document scores above one that is not; missing where one of both kinds is. */
  readonly separation?: Estimate | undefined;
  /** The methods that were tried, the simplest first. */
  readonly candidates: readonly CalibrationCandidate[];
  /** Of scores as they were, where they claim to be probabilities. */
  readonly before?: ReliabilityResult | undefined;
  /** Of the method taken, cross-validated. */
  readonly after?: ReliabilityResult | undefined;
  /** Of the method taken, cross-validated: what `adviseThreshold` takes. */
  readonly predictions: readonly PredictedPair[];
}
