export {
  type AdviseThresholdOptions,
  adviseThreshold,
  type ThresholdAdvice,
  type ThresholdFigures,
} from "./calibration/advise-threshold.ts";
export { applyCalibration, calibrate } from "./calibration/calibrate.ts";
export type { CalibrateOptions, CalibrationCandidate, CalibrationResult } from "./calibration/calibration-result.ts";
export { brierScore, logLoss } from "./calibration/figures.ts";
export {
  type JudgedPair,
  type JudgedPairs,
  type JudgedPairsOptions,
  judgedPairs,
  type PredictedPair,
} from "./calibration/judged-pairs.ts";
export { type ReliabilityOptions, reliability } from "./calibration/reliability.ts";
export { type SeparationOptions, separation } from "./calibration/separation.ts";
export { InputError } from "./input-error.ts";
export { createRandom, type Random } from "./random.ts";
export type {
  ComparisonResult,
  ContextEffect,
  CostFigures,
  Estimate,
  EvaluationResults,
  LatencyFigures,
  QueryResult,
  ReliabilityBin,
  ReliabilityResult,
  ShownDocument,
  SystemResult,
} from "./results.ts";
export type { Dataset, Qrels, RankedList, Run, Texts } from "./types.ts";
