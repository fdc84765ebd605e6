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
export { costFigures, latencyFigures, outcomeCounts } from "./experiment/figures.ts";
export {
  type CallRecord,
  type Progress,
  type RerankDatasetOptions,
  type RerankedDataset,
  rerankDataset,
} from "./experiment/rerank-dataset.ts";
export { InputError } from "./input-error.ts";
export { type EvaluateOptions, type Evaluation, evaluate } from "./measures/evaluate.ts";
export { formatFigure } from "./measures/format-figure.ts";
export { type JudgedList, judgeList } from "./measures/judged-list.ts";
export type { Measure } from "./measures/measure.ts";
export { measureHelp, measureNames } from "./measures/measure-help.ts";
export { parseMeasure } from "./measures/parse-measure.ts";
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
