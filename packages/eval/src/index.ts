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
