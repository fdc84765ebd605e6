import { InputError } from "../input-error.ts";

/**
 * Adjusts p-values for being several, by Holm's method: the chance that any of them falls below a bound by luck alone stays
 * below that bound. The smallest is multiplied by how many there are, the next by one less, and so on; none falls behind a
 * smaller one's, none exceeds 1.
 *
 * @returns the adjusted p-values, in the given order.
 * @throws InputError where one is not between 0 and 1.
 * Source: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6(2), 1979.
 */
export function holm(pValues: readonly number[]): number[] {
  for (const p of pValues) if (!(p >= 0 && p <= 1)) throw new InputError(`a p-value lies between 0 and 1, is ${p}`);
  const adjusted = new Array<number>(pValues.length);
  const ascending = pValues.map((p, at) => ({ p, at })).sort((one, other) => one.p - other.p);
  let largest = 0;
  for (const [rank, { p, at }] of ascending.entries()) {
    largest = Math.max(largest, Math.min(1, p * (pValues.length - rank)));
    adjusted[at] = largest;
  }
  return adjusted;
}
