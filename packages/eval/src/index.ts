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
export type { Dataset, Qrels, RankedList, Run, Texts } from "./types.ts";
