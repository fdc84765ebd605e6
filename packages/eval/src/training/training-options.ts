import { InputError } from "../input-error.ts";
import type { Run } from "../types.ts";

/** Which documents may become negatives, and how many do. Margins and bounds are those of sentence-transformers' `mine_hard_negatives`. */
export interface TrainingOptions {
  /**
   * Where negatives are taken from, in this order, and whose scores the margins compare: a reranker's answer to
   * `candidatesWithPositives`, say. Default: the data set's first stage.
   */
  readonly candidates?: Run | undefined;
  /** From which level on a document is a positive; default 1. Levels between 0 and this make neither positives nor negatives. */
  readonly relevantFrom?: number | undefined;
  /** Negatives of each query, the same for each of its positives; fewer where no more are left. Default 4. */
  readonly negatives?: number | undefined;
  /** How many candidates that are not judged relevant are looked at, from the first on; default 100. */
  readonly depth?: number | undefined;
  /** How many of the negatives that passed everything else are passed over, from the first on (`range_min`); default 0. */
  readonly skipTop?: number | undefined;
  /** `"top"`, the default, takes the first ones; `"random"` draws among all. */
  readonly sampling?: "top" | "random" | undefined;
  /** Whether documents that nobody judged may be negatives; default true. Without them only those judged not relevant may. */
  readonly unjudged?: boolean | undefined;
  /** Leaves out a negative with score + `absoluteMargin` above the lowest score of the query's positives. */
  readonly absoluteMargin?: number | undefined;
  /** Leaves out a negative whose score is above p − |p| · `relativeMargin`, p the lowest score of the query's positives. */
  readonly relativeMargin?: number | undefined;
  /** Leaves out negatives with a higher score. */
  readonly maxScore?: number | undefined;
  /** Leaves out negatives with a lower score. */
  readonly minScore?: number | undefined;
  /** Of `"random"`; default 42. */
  readonly seed?: number | undefined;
}

type Defaulted = "relevantFrom" | "negatives" | "depth" | "skipTop" | "sampling" | "unjudged" | "seed";

/** Options with their defaults. */
export type CheckedTrainingOptions = Omit<TrainingOptions, Defaulted> & {
  readonly [Name in Defaulted]: NonNullable<TrainingOptions[Name]>;
};

const defaults = {
  relevantFrom: 1,
  negatives: 4,
  depth: 100,
  skipTop: 0,
  sampling: "top",
  unjudged: true,
  seed: 42,
} as const;

/** Fills in the defaults. @throws InputError naming the option and what it may be. */
export function checkTrainingOptions(options: TrainingOptions): CheckedTrainingOptions {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const checked: CheckedTrainingOptions = { ...defaults, ...given };
  for (const name of ["relevantFrom", "negatives", "depth"] as const) checkInteger(name, checked[name], 1);
  checkInteger("skipTop", checked.skipTop, 0);
  checkInteger("seed", checked.seed, Number.MIN_SAFE_INTEGER);
  for (const name of ["absoluteMargin", "relativeMargin", "maxScore", "minScore"] as const) {
    const value = checked[name];
    if (value !== undefined && !Number.isFinite(value)) throw new InputError(`${name} must be a number, is ${value}`);
  }
  if (checked.sampling !== "top" && checked.sampling !== "random") {
    throw new InputError(`sampling must be "top" or "random", is "${checked.sampling}"`);
  }
  if (checked.skipTop + checked.negatives <= checked.depth) return checked;
  throw new InputError(
    `depth ${checked.depth} leaves no ${checked.negatives} negatives after the first ${checked.skipTop}; raise depth`,
  );
}

/** Whether a negative's score is compared with those of the positives. */
export function hasMargin({ absoluteMargin, relativeMargin }: TrainingOptions): boolean {
  return absoluteMargin !== undefined || relativeMargin !== undefined;
}

function checkInteger(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  const kind = least === 1 ? "a positive integer" : least === 0 ? "an integer from 0 on" : "an integer";
  throw new InputError(`${name} must be ${kind}, is ${value}`);
}
