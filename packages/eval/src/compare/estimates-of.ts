import type { Evaluation } from "../measures/evaluate.ts";
import type { Estimate } from "../results.ts";
import { type BootstrapOptions, bootstrapInterval } from "./bootstrap-interval.ts";

/**
 * The mean of every measure of an evaluation, with its bootstrap interval over queries: what a system's row of results says.
 *
 * It is the mean also of measures that are counts, which `evaluate` sums.
 *
 * An interval tells how far the mean would move with other queries of the same kind. Whether two systems differ is told by
 * `compareSystems`, not by whether their intervals overlap.
 *
 * @throws InputError where a measure's value is not finite, or there is no query.
 */
export function estimatesOf(evaluation: Evaluation, options: BootstrapOptions = {}): Record<string, Estimate> {
  return Object.fromEntries(
    [...evaluation.values].map(([measure, values]) => [measure, bootstrapInterval(values, options)]),
  );
}
