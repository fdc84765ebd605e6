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
export { type CandidateOptions, candidatesWithPositives } from "./training/candidates-with-positives.ts";
export type { DroppedNegatives } from "./training/find-negatives.ts";
export type { TrainingOptions } from "./training/training-options.ts";
export {
  type TrainingFormat,
  type TrainingRow,
  type TrainingRowOptions,
  trainingFormats,
  trainingLines,
  trainingRows,
} from "./training/training-rows.ts";
export type { TrainingSummary } from "./training/training-summary.ts";
export type { ScoredDocument, TrainingTriple } from "./training/training-triple.ts";
export { type TrainingData, trainingTriples } from "./training/training-triples.ts";
export type { Dataset, Qrels, RankedList, Run, Texts } from "./types.ts";
