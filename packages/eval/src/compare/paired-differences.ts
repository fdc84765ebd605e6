import { InputError } from "../input-error.ts";
import { checkValues } from "./checks.ts";

/**
 * What one system has over the other on each query: `a[i] − b[i]`.
 *
 * @throws InputError where there is no value, where the two have not equally many, or where one is not finite.
 */
export function pairedDifferences(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  if (a.length !== b.length) {
    throw new InputError(
      `cannot pair ${a.length} values with ${b.length}: give one value a query for both systems, in the same order`,
    );
  }
  checkValues(a, "first system");
  checkValues(b, "second system");
  return Float64Array.from({ length: a.length }, (_, at) => (a[at] as number) - (b[at] as number));
}
