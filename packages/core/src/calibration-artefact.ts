import type { ScoreScale } from "./traits.ts";

/** How scores become probabilities: Platt's sigmoid, isotonic regression, or one temperature. */
export type CalibrationMethod = "platt" | "isotonic" | "temperature";

/** p = σ(slope · x + intercept); x is the score, or the logit of a score that is a probability. */
export interface PlattParameters {
  /** Above 0, so that a better score never becomes a smaller probability. */
  readonly slope: number;
  readonly intercept: number;
}

/** p = σ(x / temperature); x as in `PlattParameters`. */
export interface TemperatureParameters {
  /** Above 0. */
  readonly temperature: number;
}

/** The knots of a curve that rises from each to the next in a straight line. */
export interface IsotonicParameters {
  /** Ascending, none twice; at least one. */
  readonly scores: readonly number[];
  /** Parallel to `scores`; ascending, none twice, within 0 and 1, neither of them reached. */
  readonly probabilities: readonly number[];
}

/** A method with its parameters, and the scale of the scores that it takes: all that a calibrated score depends on. */
export type CalibrationMap =
  | { readonly scoreScale: ScoreScale; readonly method: "platt"; readonly parameters: PlattParameters }
  | { readonly scoreScale: ScoreScale; readonly method: "temperature"; readonly parameters: TemperatureParameters }
  | { readonly scoreScale: ScoreScale; readonly method: "isotonic"; readonly parameters: IsotonicParameters };

/** How well the probabilities of an artefact hold, on queries that they were not fitted on. */
export interface CalibrationFigures {
  /** How likely a relevant document scores above one that is not, with the bounds of its 95 % interval. */
  readonly auc: { readonly mean: number; readonly low: number; readonly high: number };
  /** Mean squared error of the probabilities, 0…1. */
  readonly brier: number;
  /** Expected calibration error, 0…1. */
  readonly ece: number;
  /** Mean negative logarithm of the probability of what was the case, in nats. */
  readonly logLoss: number;
}

/** What the fit has told, for people; no score depends on it. */
export interface CalibrationRecord {
  /** Of this form of file. */
  readonly version: 1;
  /** Whose scores were fitted: id and revision as its answers told them. It holds for no others. */
  readonly rerankerId: string;
  /** Absent where the reranker tells none. */
  readonly revision?: string | undefined;
  /** Queries, judged pairs of query and document, and how many of those are relevant. */
  readonly counts: { readonly queries: number; readonly pairs: number; readonly relevant: number };
  readonly figures: CalibrationFigures;
  /** The name of the collection that it was fitted on. */
  readonly dataset: string;
  /** The level from which on a document counted as relevant: what the probability is one of. */
  readonly relevantFrom: number;
  /** What became of documents that nobody had judged. */
  readonly unjudged: "skip" | "not-relevant";
  /** true: made although the scores do not tell relevant documents from others. */
  readonly forced?: true | undefined;
  /** ISO 8601. */
  readonly madeAt: string;
}

/**
 * What turns one reranker's scores into probabilities, as plain data: a small JSON file. It is bound to the reranker's id,
 * revision and scale; `withCalibration` applies it, `@secondpass/eval` makes it.
 */
export type CalibrationArtefact = CalibrationRecord & CalibrationMap;
