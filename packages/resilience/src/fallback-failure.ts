import { type Attempt, type RerankError, type Reranker, type RerankResponse, rerankError } from "@secondpass/core";
import { attemptsOf } from "./attempts.ts";

/** How one reranker of a chain failed. */
export interface Failure {
  readonly rerankerId: string;
  readonly error: RerankError;
  readonly attempts: readonly Attempt[];
}

/** The failures of one call, the first one that of the reranker asked. */
export type Failures = readonly [Failure, ...Failure[]];

/** Everything that was tried in vain, in order. */
export function attemptsIn(failures: readonly Failure[]): readonly Attempt[] {
  return failures.flatMap(({ attempts }) => attempts);
}

/** A switch kept the call from it. */
export function forcedFailure({ id }: Reranker): Failure {
  const error = rerankError("forced", `${id}: forceDegraded kept the call from it`, { provider: id });
  return { rerankerId: id, error, attempts: attemptsOf(error, id, 0) };
}

/** It could not be asked any more, which is no attempt. */
export function noTimeFailure({ id }: Reranker): Failure {
  const error = rerankError("timeout", `${id}: no time was left to ask it`, { provider: id });
  return { rerankerId: id, error, attempts: [] };
}

/** A stack within had nobody to ask and answered in first-stage order, which is no answer: the next one may know better. */
export function unansweredFailure({ id }: Reranker, { outcome }: RerankResponse): Failure {
  const { attempts } = outcome;
  const last = attempts.findLast(({ result }) => result !== "ok")?.result ?? "ok";
  const code = last === "ok" ? "unavailable" : last;
  const error = rerankError(code, `${id} answered in first-stage order`, { provider: id, attempts });
  return { rerankerId: id, error, attempts };
}
