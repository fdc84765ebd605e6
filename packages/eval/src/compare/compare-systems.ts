import { InputError } from "../input-error.ts";
import type { Evaluation } from "../measures/evaluate.ts";
import type { ComparisonResult } from "../results.ts";
import { bootstrapInterval } from "./bootstrap-interval.ts";
import { holm } from "./holm.ts";
import { pairedDifferences } from "./paired-differences.ts";
import { pairedRandomisationTest } from "./paired-randomisation-test.ts";
import { pairedTTest } from "./paired-t-test.ts";
import { winsLossesTies } from "./wins-losses-ties.ts";

/** What systems are compared with, and how. */
export interface CompareOptions {
  /** Name of the system that all others are compared with; default the first. */
  readonly baseline?: string | undefined;
  /** Of the randomisation test; default 100,000. */
  readonly iterations?: number | undefined;
  /** Resamples of the interval; default 10,000. */
  readonly resamples?: number | undefined;
  /** An integer; default 42. Every comparison begins with it, so that one more system changes no other's p. */
  readonly seed?: number | undefined;
}

/**
 * Compares systems with a baseline over the same queries, on every measure that the baseline has.
 *
 * @param evaluations by the system's name; all over the same queries, in any order.
 * @returns measure by measure, and within one in the order of `evaluations`. Correction is over the systems of one measure.
 * @throws InputError where the baseline is not among them, a system lacks a measure or a query, a value is not finite, or
 *   there is no query.
 */
export function compareSystems(
  evaluations: ReadonlyMap<string, Evaluation>,
  { baseline = firstKey(evaluations), ...options }: CompareOptions = {},
): ComparisonResult[] {
  const reference = evaluations.get(baseline);
  if (!reference) {
    throw new InputError(`baseline ${baseline} is not among the systems: ${[...evaluations.keys()].join(", ")}`);
  }
  const others = [...evaluations].filter(([name]) => name !== baseline);
  const aligned = others.map(([system, evaluation]) => alignTo(reference, evaluation, system));
  return [...reference.values].flatMap(([measure, values]) =>
    corrected(
      aligned.map(({ system, valuesOf }) => ({
        system,
        baseline,
        measure,
        ...comparePair(valuesOf(measure), values, options),
      })),
    ),
  );
}

type Uncorrected = Omit<ComparisonResult, "adjustedP" | "verdict">;

function comparePair(
  a: Float64Array,
  b: Float64Array,
  { iterations, resamples, seed }: CompareOptions,
): Omit<Uncorrected, "system" | "baseline" | "measure"> {
  return {
    difference: bootstrapInterval(pairedDifferences(a, b), { iterations: resamples, seed }),
    p: pairedRandomisationTest(a, b, { iterations, seed }).p,
    tTestP: pairedTTest(a, b).p,
    ...winsLossesTies(a, b),
  };
}

function corrected(results: readonly Uncorrected[]): ComparisonResult[] {
  const adjusted = holm(results.map(({ p }) => p));
  return results.map((result, at) => {
    const adjustedP = adjusted[at] as number;
    return { ...result, adjustedP, verdict: verdictOf(result.difference.mean, adjustedP) };
  });
}

function verdictOf(difference: number, adjustedP: number): ComparisonResult["verdict"] {
  if (adjustedP >= 0.05) return "no difference shown";
  return difference > 0 ? "better" : "worse";
}

interface Aligned {
  readonly system: string;
  readonly valuesOf: (measure: string) => Float64Array;
}

/** A system's values in the order of the reference's queries. */
function alignTo(reference: Evaluation, evaluation: Evaluation, system: string): Aligned {
  const places = new Map(evaluation.queries.map((query, at) => [query, at]));
  const order = reference.queries.map((query) => {
    const place = places.get(query);
    if (place === undefined) throw unpaired(system, `lacks query ${query} of the baseline`);
    return place;
  });
  if (places.size !== order.length) {
    throw unpaired(system, `has ${places.size} queries, the baseline ${order.length}`);
  }
  const valuesOf = (measure: string): Float64Array => {
    const values = evaluation.values.get(measure);
    if (!values) throw new InputError(`system ${system} lacks measure ${measure}; evaluate all with the same measures`);
    return Float64Array.from(order, (place) => values[place] as number);
  };
  return { system, valuesOf };
}

function unpaired(system: string, what: string): InputError {
  return new InputError(`system ${system} ${what}; evaluate all over the same queries (missing: "zero" does)`);
}

function firstKey(evaluations: ReadonlyMap<string, Evaluation>): string {
  for (const name of evaluations.keys()) return name;
  throw new InputError("no systems to compare");
}
