import { InputError } from "../input-error.ts";

/**
 * Refuses values that no statistic can be made of.
 *
 * @throws InputError where there is none, or one is not finite.
 */
export function checkValues(values: ArrayLike<number>, whose: string): void {
  if (values.length === 0) throw new InputError(`${whose}: no values; there must be at least one query`);
  for (let at = 0; at < values.length; at++) {
    if (!Number.isFinite(values[at])) {
      throw new InputError(`${whose}: value ${at} is ${values[at]}; every query needs a finite value`);
    }
  }
}

/**
 * Refuses iterations that cannot be made.
 *
 * @throws InputError
 */
export function checkIterations(iterations: number): void {
  if (!Number.isSafeInteger(iterations) || iterations < 1) {
    throw new InputError(`iterations must be a positive integer, is ${iterations}`);
  }
}
