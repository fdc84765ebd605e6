import { normalQuantile } from "../compare/normal.ts";
import { InputError } from "../input-error.ts";
import type { PredictedPair } from "./judged-pairs.ts";

/** What is wanted of a threshold. */
export interface AdviseThresholdOptions {
  /** The share of kept documents that should be relevant, above 0 and at most 1. */
  readonly precision: number;
  /** How sure that should be, 0.5…1. Default 0.95: one-sided. */
  readonly confidence?: number | undefined;
}

/** What a threshold comes to. */
export interface ThresholdFigures {
  /** For `minScore`: documents of this probability and above are kept. */
  readonly threshold: number;
  /** Share of the kept ones that are relevant, and its lower confidence bound. */
  readonly precision: number;
  readonly precisionLow: number;
  /** Share of the relevant ones that are kept. */
  readonly recall: number;
  readonly kept: number;
  /** Mean number of documents kept. */
  readonly keptPerQuery: number;
  /** Share of queries of which nothing is kept. */
  readonly emptyQueries: number;
}

/** A threshold that does what is wanted, or the one that comes nearest. */
export type ThresholdAdvice =
  | ({ readonly reachable: true } & ThresholdFigures)
  | { readonly reachable: false; readonly best?: ThresholdFigures | undefined };

/**
 * The smallest threshold at which precision, by its lower confidence bound, is what is wanted; so the one that keeps most. Or that none is:
 * then the one of the highest bound.
 *
 * Give it predictions for queries that the calibration was not fitted on: those of `calibrate`, which are cross-validated,
 * or `applyCalibration` on other data. The bound is Wilson's and takes documents for independent. The threshold has as few digits as
 * part what is kept from what is not.
 *
 * Source: Wilson, Journal of the American Statistical Association 22, 1927.
 *
 * @throws InputError where `precision` or `confidence` is out of range.
 */
export function adviseThreshold(
  predictions: readonly PredictedPair[],
  { precision, confidence = 0.95 }: AdviseThresholdOptions,
): ThresholdAdvice {
  if (!(precision > 0 && precision <= 1)) throw new InputError("precision must be a number above 0 and at most 1");
  if (!(confidence >= 0.5 && confidence < 1)) throw new InputError("confidence must be a number from 0.5 to below 1");
  const descending = predictions.toSorted((one, other) => other.probability - one.probability);
  const cuts = cutsOf(descending, normalQuantile(confidence));
  const good = cuts.findLast(({ precisionLow }) => precisionLow >= precision);
  if (good) return { reachable: true, ...figuresOf(good, descending) };
  const [best] = cuts.toSorted((one, other) => other.precisionLow - one.precisionLow);
  return { reachable: false, best: best && figuresOf(best, descending) };
}

/** The first `kept` of the descending predictions, and how many of them are relevant. */
interface Cut {
  readonly kept: number;
  readonly relevant: number;
  readonly precisionLow: number;
}

/** Every place where a threshold can part them: not within equal probabilities. */
function cutsOf(descending: readonly PredictedPair[], z: number): readonly Cut[] {
  const cuts: Cut[] = [];
  let relevant = 0;
  for (const [at, pair] of descending.entries()) {
    if (pair.relevant) relevant++;
    if (descending[at + 1]?.probability === pair.probability) continue;
    cuts.push({ kept: at + 1, relevant, precisionLow: wilsonLow(relevant, at + 1, z) });
  }
  return cuts;
}

function figuresOf({ kept, relevant, precisionLow }: Cut, descending: readonly PredictedPair[]): ThresholdFigures {
  const queries = new Set(descending.map(({ query }) => query)).size;
  const served = new Set(descending.slice(0, kept).map(({ query }) => query)).size;
  const all = descending.filter((pair) => pair.relevant).length;
  const last = descending[kept - 1]?.probability ?? 0;
  return {
    threshold: fewestDigits(descending[kept]?.probability ?? 0, last),
    precision: relevant / kept,
    precisionLow,
    recall: all === 0 ? 0 : relevant / all,
    kept,
    keptPerQuery: kept / queries,
    emptyQueries: 1 - served / queries,
  };
}

/** The shortest decimal above `low` and at most `high`, for one that is typed into a configuration. */
function fewestDigits(low: number, high: number): number {
  for (let digits = 1; digits <= 16; digits++) {
    const down = Math.floor(high * 10 ** digits) / 10 ** digits;
    if (down > low && down <= high) return down;
  }
  return high;
}

function wilsonLow(successes: number, count: number, z: number): number {
  const share = successes / count;
  const middle = share + z ** 2 / (2 * count);
  const spread = z * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2));
  return Math.max(0, (middle - spread) / (1 + z ** 2 / count));
}
