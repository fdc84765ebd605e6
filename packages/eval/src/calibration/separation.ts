import { quantile } from "../quantile.ts";
import { createRandom } from "../random.ts";
import type { Estimate } from "../results.ts";
import type { JudgedPair } from "./judged-pairs.ts";

/** How the interval is drawn. */
export interface SeparationOptions {
  /** Default 1000. */
  readonly resamples?: number | undefined;
  /** Default 42. */
  readonly seed?: number | undefined;
}

/**
 * How likely a relevant document scores above one that is not, over all queries together (ties count half): the area under the ROC curve.
 * The 95 % interval is the bootstrap's over queries, since documents of one query are no independent draws.
 *
 * Source: Hanley and McNeil, Radiology 143, 1982; percentile bootstrap, clusters drawn whole.
 *
 * @returns undefined where one of both kinds is missing.
 */
export function separation(
  pairs: readonly JudgedPair[],
  { resamples = 1000, seed = 42 }: SeparationOptions = {},
): Estimate | undefined {
  const prepared = prepare(pairs);
  const mean = auc(prepared, new Float64Array(prepared.queries).fill(1));
  if (mean === undefined) return undefined;
  const random = createRandom(seed);
  const found: number[] = [];
  for (let round = 0; round < resamples; round++) {
    const weights = new Float64Array(prepared.queries);
    for (let drawn = 0; drawn < prepared.queries; drawn++) {
      const at = Math.floor(random() * prepared.queries);
      weights[at] = (weights[at] as number) + 1;
    }
    // A draw without one of both kinds says nothing of how they part.
    const value = auc(prepared, weights);
    if (value !== undefined) found.push(value);
  }
  found.sort((one, other) => one - other);
  return { mean, low: quantile(found, 0.025), high: quantile(found, 0.975) };
}

/** Pairs by score, ascending, as columns: a thousand draws go over them. */
interface Prepared {
  /** The number of each pair's query. */
  readonly queryOf: Int32Array;
  readonly relevant: Uint8Array;
  /** 1 where a pair's score is that of the next one. */
  readonly tied: Uint8Array;
  readonly queries: number;
}

function prepare(pairs: readonly JudgedPair[]): Prepared {
  const ascending = pairs.toSorted((one, other) => one.score - other.score);
  const numbers = new Map<string, number>();
  for (const { query } of ascending) if (!numbers.has(query)) numbers.set(query, numbers.size);
  return {
    queryOf: Int32Array.from(ascending, ({ query }) => numbers.get(query) as number),
    relevant: Uint8Array.from(ascending, ({ relevant }) => (relevant ? 1 : 0)),
    tied: Uint8Array.from(ascending, ({ score }, at) => (ascending[at + 1]?.score === score ? 1 : 0)),
    queries: numbers.size,
  };
}

/** Weighted by query. */
function auc({ queryOf, relevant, tied }: Prepared, weights: Float64Array): number | undefined {
  let [positive, negative, won, positiveHere, negativeHere] = [0, 0, 0, 0, 0];
  for (let at = 0; at < queryOf.length; at++) {
    const weight = weights[queryOf[at] as number] as number;
    if (relevant[at]) positiveHere += weight;
    else negativeHere += weight;
    if (tied[at]) continue;
    won += positiveHere * (negative + negativeHere / 2);
    positive += positiveHere;
    negative += negativeHere;
    positiveHere = negativeHere = 0;
  }
  return positive > 0 && negative > 0 ? won / (positive * negative) : undefined;
}
