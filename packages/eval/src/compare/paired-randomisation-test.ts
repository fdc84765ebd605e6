import { createRandom } from "../random.ts";
import { checkIterations } from "./checks.ts";
import { pairedDifferences } from "./paired-differences.ts";

/** How a paired randomisation test is made. */
export interface RandomisationOptions {
  /** How many assignments of signs to look at; all of them where there are no more. An integer of at least 1, default 100,000. */
  readonly iterations?: number | undefined;
  /** An integer; default 42. */
  readonly seed?: number | undefined;
}

/** What a paired randomisation test found. */
export interface RandomisationTest {
  /** Two-sided; never 0. */
  readonly p: number;
  /** Whether all assignments of signs were looked at, so that `p` is no estimate. */
  readonly exact: boolean;
  /** How many were looked at. */
  readonly iterations: number;
}

/**
 * Fisher's paired randomisation test, two-sided, on the mean difference: were the two systems alike, each query's values
 * could as well be swapped; how often does swapping at random give a mean as far from 0 as the one observed? It supposes no
 * distribution, and is the test that evaluation of search recommends.
 *
 * Exact where the queries that differ have no more assignments of signs than `iterations` (16 queries by default). Else
 * sampled, and p is (hits + 1) / (iterations + 1), which is never 0. Where nothing differs p is 1, and so it is with one query.
 *
 * @param a values of one system, one a query; `b` those of the other, in the same order.
 * @throws InputError where there is no value, where they are not equally many, where one is not finite, or for iterations
 *   that are no positive integer.
 * Sources: Smucker, Allan & Carterette, "A comparison of statistical significance tests for information retrieval
 * evaluation", CIKM 2007; Phipson & Smyth, "Permutation p-values should never be zero", 2010.
 */
export function pairedRandomisationTest(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { iterations = 100_000, seed = 42 }: RandomisationOptions = {},
): RandomisationTest {
  checkIterations(iterations);
  // A difference of 0 is the same under either sign.
  const differences = pairedDifferences(a, b).filter((value) => value !== 0);
  const extreme = createExtremeCheck(differences);
  // An assignment is one number here, which bounds how many queries can be enumerated.
  const assignments = 2 ** differences.length;
  if (differences.length <= 30 && assignments <= iterations) {
    let hits = 0;
    for (let signs = 0; signs < assignments; signs++) if (extreme(() => signs)) hits++;
    return { p: hits / assignments, exact: true, iterations: assignments };
  }
  const random = createRandom(seed);
  const signsOf32 = (): number => (random() * 2 ** 32) | 0;
  let hits = 0;
  for (let at = 0; at < iterations; at++) if (extreme(signsOf32)) hits++;
  return { p: (hits + 1) / (iterations + 1), exact: false, iterations };
}

/**
 * Makes the function that says whether an assignment of signs gives a sum as far from 0 as all plus does. It asks for 32
 * signs at a time, a bit each. Sums of eight differences are looked up: there are but 256 for each eight.
 */
function createExtremeCheck(differences: Float64Array): (nextSigns: () => number) => boolean {
  const bytes = Math.ceil(differences.length / 8);
  const sums = new Float64Array(bytes * 256);
  for (let byte = 0; byte < bytes; byte++) fillSums(sums, byte, differences);
  const sumOf = (nextSigns: () => number): number => {
    let sum = 0;
    let signs = 0;
    for (let byte = 0; byte < bytes; byte++) {
      signs = byte % 4 === 0 ? nextSigns() : signs >>> 8;
      sum += sums[byte * 256 + (signs & 255)] as number;
    }
    return sum;
  };
  const scale = differences.reduce((sum, value) => sum + Math.abs(value), 0);
  // Sums that are equal on paper may differ in their last bits.
  const bound = Math.abs(sumOf(() => 0)) - 1e-12 * scale;
  return (nextSigns) => Math.abs(sumOf(nextSigns)) >= bound;
}

/** The sums of eight differences under each of their 256 assignments: a set bit is a minus. */
function fillSums(sums: Float64Array, byte: number, differences: Float64Array): void {
  const eight = differences.subarray(byte * 8, byte * 8 + 8);
  for (let signs = 0; signs < 256; signs++) {
    let sum = 0;
    for (let bit = 0; bit < eight.length; bit++)
      sum += (signs >> bit) & 1 ? -(eight[bit] as number) : (eight[bit] as number);
    sums[byte * 256 + signs] = sum;
  }
}
