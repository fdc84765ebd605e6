export { calibratedScore, sigmoidInput } from "./calibrated-score.ts";
export type {
  CalibrationArtefact,
  CalibrationFigures,
  CalibrationMap,
  CalibrationMethod,
  CalibrationRecord,
  IsotonicParameters,
  PlattParameters,
  TemperatureParameters,
} from "./calibration-artefact.ts";
export { type CalibrationFault, calibrationFaults, parseCalibration } from "./calibration-faults.ts";
export { type Clock, systemClock } from "./clock.ts";
export { defineReranker, type Surroundings } from "./define-reranker.ts";
export { defineWrapper } from "./define-wrapper.ts";
export type { PairScore, RerankerDefinition, ScoreContext, Scored, WrapperDefinition } from "./definition.ts";
export { isRerankErrorCode, type RerankErrorCode, type Treatment, treatments } from "./error-codes.ts";
export { errorFrom } from "./error-from.ts";
export { isRerankError, type RerankError, type RerankErrorDetails, rerankError } from "./errors.ts";
export { firstStageResponse } from "./first-stage.ts";
export { onAbort } from "./on-abort.ts";
export type { Provider } from "./provider.ts";
export type { CallOptions, RerankRequest } from "./request.ts";
export { type RankedDocument, type RerankOptions, type RerankResult, rerank } from "./rerank.ts";
export type { Reranker } from "./reranker.ts";
export type { Attempt, Outcome, Ranked, RerankResponse, Usage, Warning } from "./response.ts";
export type { Textual } from "./text-of.ts";
export { isTimeoutReason } from "./timeout-reason.ts";
export type { Limits, RerankerTraits, ScoreScale } from "./traits.ts";
export { calibrationMismatch, withCalibration } from "./with-calibration.ts";
