import fc from "fast-check";
import type { Subject } from "./subject.ts";

/** The seed of every property unless the subject brings its own. */
const defaultSeed = 20261121;

/** Checks a property for `runs` random values; a failure's message holds seed, path and the smallest counterexample. */
export async function forAll<Value>(
  subject: Subject,
  values: fc.Arbitrary<Value>,
  property: (value: Value) => Promise<void>,
): Promise<void> {
  const { runs = 200, seed = defaultSeed } = subject;
  await fc.assert(fc.asyncProperty(values, property), { numRuns: runs, seed });
}
