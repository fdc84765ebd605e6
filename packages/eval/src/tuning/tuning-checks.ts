import { firstStageName as usualName } from "../first-stage-name.ts";
import { InputError } from "../input-error.ts";
import type { TuningOptions } from "./types.ts";

/**
 * Refuses what cannot be tuned.
 *
 * @throws InputError where a depth, a number of documents, a duration or a name is not usable.
 */
export function checkTuning({ depths, returned, rerankers, firstStageName = usualName }: TuningOptions): void {
  checkCounts(depths, "depths");
  checkCounts(returned, "returned");
  const names = [firstStageName, ...rerankers.map(({ name }) => name)];
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new InputError(`two systems are called ${twice}; give each a name of its own`);
  for (const { name, calls } of rerankers) {
    for (const { depth, latencyMs } of calls) {
      const strange = latencyMs.find((duration) => !(Number.isFinite(duration) && duration >= 0));
      if (strange !== undefined) {
        throw new InputError(
          `reranker ${name}, depth ${depth}: a call took ${strange} ms; durations are numbers of at least 0`,
        );
      }
    }
  }
}

function checkCounts(counts: readonly number[], name: string): void {
  if (counts.length === 0) throw new InputError(`${name} is empty; give at least one number`);
  for (const [at, count] of counts.entries()) {
    if (!Number.isSafeInteger(count) || count < 1) throw new InputError(`${name}: ${count} is no positive integer`);
    if (counts.indexOf(count) !== at) throw new InputError(`${name}: ${count} is there twice`);
  }
}
