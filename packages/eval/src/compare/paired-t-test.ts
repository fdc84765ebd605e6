import { mean } from "./mean.ts";
import { pairedDifferences } from "./paired-differences.ts";
import { studentTail } from "./student-t.ts";

/** What the paired t-test found. */
export interface PairedTTest {
  /** Infinite where all queries differ by the same. */
  readonly t: number;
  /** Queries − 1. */
  readonly degreesOfFreedom: number;
  /** Two-sided. */
  readonly p: number;
}

/**
 * Student's paired t-test: is the mean difference of two systems over the same queries other than 0? It takes the mean of
 * the differences for normally distributed, which many queries make true and few do not; see `pairedRandomisationTest`.
 *
 * Where nothing differs, and where there is but one query, nothing is shown: t is 0 and p is 1.
 *
 * @param a values of one system, one a query; `b` those of the other, in the same order.
 * @throws InputError where there is no value, where they are not equally many, or where one is not finite.
 */
export function pairedTTest(a: ArrayLike<number>, b: ArrayLike<number>): PairedTTest {
  const differences = pairedDifferences(a, b);
  const difference = mean(differences);
  const degreesOfFreedom = differences.length - 1;
  if (degreesOfFreedom === 0 || differences.every((value) => value === 0)) return { t: 0, degreesOfFreedom, p: 1 };
  const squares = differences.reduce((sum, value) => sum + (value - difference) ** 2, 0);
  const t = difference / Math.sqrt(squares / degreesOfFreedom / differences.length);
  return { t, degreesOfFreedom, p: studentTail(t, degreesOfFreedom) };
}
