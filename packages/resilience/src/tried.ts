import {
  type Attempt,
  errorFrom,
  isRerankError,
  isTimeoutReason,
  type RerankError,
  type RerankErrorCode,
  type Reranker,
  rerankError,
} from "@secondpass/core";
import { attemptsOf, errorWithAttempts } from "./attempts.ts";

/** What was tried in one call, as of its last failure. */
export interface Tried {
  /** Of the last attempt. */
  readonly error: RerankError;
  /** Of the last attempt, in milliseconds. */
  readonly durationMs: number;
  /** How many times the inner reranker was called. */
  readonly count: number;
  /** Everything, in order; more than `count` where the inner one tries several times itself. */
  readonly attempts: readonly Attempt[];
}

/** One more attempt that failed. */
export interface Failure {
  readonly thrown: unknown;
  readonly inner: Reranker;
  readonly signal: AbortSignal | undefined;
  readonly durationMs: number;
  readonly before: Tried | undefined;
}

/** Adds a failed attempt. @throws the caller's reason, which is no failure. */
export function afterFailure({ thrown, inner, signal, durationMs, before }: Failure): Tried {
  const error = errorOf(thrown, inner, signal);
  const attempts = attemptsOf(error, inner.id, durationMs);
  if (!before) return { error, durationMs, count: 1, attempts };
  return { error, durationMs, count: before.count + 1, attempts: [...before.attempts, ...attempts] };
}

function errorOf(thrown: unknown, { id }: Reranker, signal: AbortSignal | undefined): RerankError {
  if (!signal?.aborted) return errorFrom(thrown, id);
  if (!isTimeoutReason(signal.reason)) throw signal.reason;
  return isRerankError(thrown) ? thrown : signalTimedOut(id);
}

/** Nobody was asked, so that there is nothing to list. */
const refusals: ReadonlySet<RerankErrorCode> = new Set([
  "breaker_open",
  "cooldown",
  "bulkhead_full",
  "forced",
  "closed",
]);

/** What a call fails with after its last attempt. */
export function finalError({ error, count, attempts }: Tried): RerankError {
  const isWhole = count === 1 && (error.attempts !== undefined || refusals.has(error.code));
  return isWhole ? error : errorWithAttempts(error, attempts);
}

/** What a call fails with that was aborted while it waited: the caller's reason; of a time-out an error that lists what was tried. */
export function waitAborted({ attempts }: Tried, { id }: Reranker, reason: unknown): unknown {
  return isTimeoutReason(reason) ? errorWithAttempts(signalTimedOut(id), attempts) : reason;
}

function signalTimedOut(id: string): RerankError {
  return rerankError("timeout", `${id}: the caller's signal timed out`, { provider: id });
}
