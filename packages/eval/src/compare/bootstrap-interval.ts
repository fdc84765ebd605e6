import { InputError } from "../input-error.ts";
import { quantile } from "../quantile.ts";
import { createRandom } from "../random.ts";
import type { Estimate } from "../results.ts";
import { checkIterations, checkValues } from "./checks.ts";
import { mean } from "./mean.ts";
import { normalBelow, normalQuantile } from "./normal.ts";

/** How a bootstrap interval is made. */
export interface BootstrapOptions {
  /** How often intervals made so hold the true mean; strictly between 0 and 1, default 0.95. */
  readonly confidence?: number | undefined;
  /** How many resamples; an integer of at least 1, default 10,000. */
  readonly iterations?: number | undefined;
  /** An integer; default 42. */
  readonly seed?: number | undefined;
  /**
   * "bca" (default): bias-corrected and accelerated, which follows the skewness of reciprocal ranks and of differences that are
   * mostly 0. Of 1500 intervals from 50 reciprocal ranks each, 2.5 % lay above the true mean and 2.6 % below it; of those by
   * "percentile", the plain one, 1.3 % and 7.3 %.
   */
  readonly method?: "bca" | "percentile" | undefined;
}

/**
 * The mean of some values, one a query, with the interval that bootstrapping over queries gives.
 *
 * Intervals from few queries are too narrow: those from 20 hold the true mean in 80 to 90 % of cases, not 95.
 *
 * Values that are all the same, and a single one, give an interval of no width: it shows that there is nothing to resample,
 * not that the mean is certain.
 *
 * @throws InputError where there is no value, one is not finite, or an option is out of its range.
 * Source: Efron & Tibshirani, "An Introduction to the Bootstrap", 1993, sections 13.3 and 14.3.
 */
export function bootstrapInterval(
  values: ArrayLike<number>,
  { confidence = 0.95, iterations = 10_000, seed = 42, method = "bca" }: BootstrapOptions = {},
): Estimate {
  checkValues(values, "bootstrap");
  checkIterations(iterations);
  if (!(confidence > 0 && confidence < 1)) {
    throw new InputError(`confidence must lie between 0 and 1, is ${confidence}`);
  }
  const observed = mean(values);
  if (isConstant(values)) return { mean: observed, low: observed, high: observed };
  const means = resampledMeans(values, iterations, seed);
  const tails = [(1 - confidence) / 2, (1 + confidence) / 2];
  const shares = method === "bca" ? tails.map(createAdjustment(values, means, observed)) : tails;
  const [low, high] = shares.map((share) => quantile(means, share)) as [number, number];
  return { mean: observed, low, high };
}

/** Means of as many values, drawn with replacement; ascending. */
function resampledMeans(values: ArrayLike<number>, iterations: number, seed: number): Float64Array {
  const drawn = Float64Array.from(values);
  const { length } = drawn;
  const random = createRandom(seed);
  const means = new Float64Array(iterations);
  for (let at = 0; at < iterations; at++) {
    let sum = 0;
    for (let draw = 0; draw < length; draw++) sum += drawn[(random() * length) | 0] as number;
    means[at] = sum / length;
  }
  return means.sort();
}

/** Where BCa looks instead of at a share of the resampled means, ascending in `means`. */
function createAdjustment(values: ArrayLike<number>, means: Float64Array, observed: number): (share: number) => number {
  // Kept off 0 and 1, where the quantile is infinite.
  const below = Math.min(Math.max(countBelow(means, observed), 0.5), means.length - 0.5);
  const bias = normalQuantile(below / means.length);
  const acceleration = accelerationOf(values, observed);
  return (share) => {
    const shifted = bias + normalQuantile(share);
    return normalBelow(bias + shifted / (1 - acceleration * shifted));
  };
}

/** How many means are smaller; equal ones count half. Means that are equal on paper may differ in their last bits. */
function countBelow(means: Float64Array, observed: number): number {
  const tolerance = 1e-12 * means.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  let below = 0;
  for (const value of means) {
    if (Math.abs(value - observed) <= tolerance) below += 0.5;
    else if (value < observed) below += 1;
  }
  return below;
}

/** The jackknife's: a sixth of the skewness of the mean. */
function accelerationOf(values: ArrayLike<number>, observed: number): number {
  let [squares, cubes] = [0, 0];
  for (let at = 0; at < values.length; at++) {
    const deviation = (values[at] as number) - observed;
    squares += deviation ** 2;
    cubes += deviation ** 3;
  }
  return cubes / (6 * squares ** 1.5);
}

function isConstant(values: ArrayLike<number>): boolean {
  for (let at = 1; at < values.length; at++) if (values[at] !== values[0]) return false;
  return true;
}
