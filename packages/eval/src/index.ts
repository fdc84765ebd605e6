export {
  type AdviseThresholdOptions,
  adviseThreshold,
  type ThresholdAdvice,
  type ThresholdFigures,
} from "./calibration/advise-threshold.ts";
export { answeringReranker } from "./calibration/answering-reranker.ts";
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
export { type BootstrapOptions, bootstrapInterval } from "./compare/bootstrap-interval.ts";
export { type CompareOptions, compareSystems } from "./compare/compare-systems.ts";
export { estimatesOf } from "./compare/estimates-of.ts";
export { holm } from "./compare/holm.ts";
export {
  pairedRandomisationTest,
  type RandomisationOptions,
  type RandomisationTest,
} from "./compare/paired-randomisation-test.ts";
export { type PairedTTest, pairedTTest } from "./compare/paired-t-test.ts";
export { idealRun, poolCeiling } from "./compare/pool-ceiling.ts";
export { type WinsLossesTies, winsLossesTies } from "./compare/wins-losses-ties.ts";
export { type ContextOptions, contextEffect } from "./context/context-effect.ts";
export { estimateTokens } from "./context/estimate-tokens.ts";
export { type AnswerStore, answerKey, type KeptAnswer, type Question } from "./experiment/answer-store.ts";
export {
  type EvaluatedSystem,
  type EvaluateSystemsOptions,
  evaluateSystems,
} from "./experiment/evaluate-systems.ts";
export { costFigures, latencyFigures, outcomeCounts } from "./experiment/figures.ts";
export { type Price, priceUnits, withPrice } from "./experiment/price.ts";
export type { ShownOptions } from "./experiment/query-results.ts";
export { rerankDataset } from "./experiment/rerank-dataset.ts";
export type {
  CallRecord,
  Progress,
  RerankDatasetOptions,
  RerankedDataset,
} from "./experiment/rerank-dataset-options.ts";
export { sampleQueries } from "./experiment/sample-queries.ts";
export { firstStageName } from "./first-stage-name.ts";
export type { ParseOptions } from "./formats/chunk-reader.ts";
export { formatCsv, formatPerQueryCsv } from "./formats/format-csv.ts";
export { formatQrels } from "./formats/format-qrels.ts";
export { formatRun } from "./formats/format-run.ts";
export { type HitLists, parseHitLists } from "./formats/hit-lists.ts";
export { parseJsonLinesQrels, parseJsonQrels } from "./formats/json-qrels-reader.ts";
export { parseJsonRun } from "./formats/json-run.ts";
export { parseQrels } from "./formats/qrels-reader.ts";
export { parseRun } from "./formats/run-reader.ts";
export { parseTexts, type TextsForm, type TextsOptions } from "./formats/texts-reader.ts";
export { inTrecOrder } from "./formats/trec-order.ts";
export { InputError } from "./input-error.ts";
export { type EvaluateOptions, type Evaluation, evaluate } from "./measures/evaluate.ts";
export { formatFigure } from "./measures/format-figure.ts";
export { type JudgedList, judgeList } from "./measures/judged-list.ts";
export type { Measure } from "./measures/measure.ts";
export { measureHelp, measureNames } from "./measures/measure-help.ts";
export { parseMeasure, parseMeasures } from "./measures/parse-measure.ts";
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
export { adviseDepth, type DepthRow } from "./tuning/advise-depth.ts";
export { type PricedPoint, paretoFront } from "./tuning/pareto-front.ts";
export { rerankedAtDepth } from "./tuning/reranked-at-depth.ts";
export { tune } from "./tuning/tune.ts";
export type {
  DepthAdvice,
  DepthBudget,
  DepthCalls,
  LatencyPercentile,
  ListwiseOrders,
  PointwiseOrder,
  TunedReranker,
  TuningOptions,
  TuningResults,
  TuningRow,
} from "./tuning/types.ts";
export type { Dataset, Qrels, RankedList, Run, Texts } from "./types.ts";
