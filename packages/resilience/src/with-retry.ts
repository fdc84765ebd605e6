import {
  type CallOptions,
  defineWrapper,
  type Reranker,
  type RerankRequest,
  type RerankResponse,
} from "@secondpass/core";
import { responseWithAttempts } from "./attempts.ts";
import { createEmitter } from "./emitter.ts";
import type { OnEvent } from "./events.ts";
import { createPauses, type Pauses } from "./pauses.ts";
import { createRecentMedian, type RecentMedian } from "./recent-median.ts";
import { createRetryBudget, type RetryBudget } from "./retry-budget.ts";
import { retryDelay } from "./retry-delay.ts";
import { type RetryOptions, type RetrySettings, retrySettings } from "./retry-options.ts";
import { afterFailure, finalError, type Tried, waitAborted } from "./tried.ts";

/** By so many of the last successful attempts the usual time is told. */
const attemptsObserved = 32;

/**
 * Tries again what may well succeed the next time, within one budget: the call's `timeoutMs` covers attempts and waits, and
 * what all calls retry together is bounded (`budget`). Every attempt is listed, in `outcome.attempts` or the error's
 * `attempts`. A partial answer is an answer. The caller's abort ends a wait at once, with the caller's reason; where that is
 * a time-out, with `timeout`.
 *
 * - `interactive`: codes with `retryableInteractively`, except status 424, and only with at least twice the median time of
 *   recent successful attempts left.
 * - `batch`: codes that are `retryable`.
 *
 * `warmup` is not retried.
 *
 * @throws RerankError `misconfigured` where an option will not do.
 */
export function withRetry(inner: Reranker, options: RetryOptions = {}): Reranker {
  const settings = retrySettings(options);
  const { clock, budget } = settings;
  const retrying: Retrying = {
    inner,
    settings,
    budget: budget ? createRetryBudget(budget, clock.now()) : undefined,
    usual: createRecentMedian(attemptsObserved),
    pauses: createPauses(clock),
    emit: createEmitter(options.onEvent),
  };
  return defineWrapper(
    inner,
    {
      rerank: (request, given) => rerankRetrying(retrying, request, given),
      close: async () => retrying.pauses.close(),
    },
    { clock },
  );
}

/** What the calls of one wrapper share. */
interface Retrying {
  readonly inner: Reranker;
  readonly settings: RetrySettings;
  readonly budget: RetryBudget | undefined;
  /** How long attempts take that succeed. */
  readonly usual: RecentMedian;
  readonly pauses: Pauses;
  readonly emit: OnEvent;
}

async function rerankRetrying(retrying: Retrying, request: RerankRequest, given: CallOptions): Promise<RerankResponse> {
  const { inner, settings, budget } = retrying;
  const { clock } = settings;
  const { timeoutMs, signal } = given;
  let start = clock.now();
  budget?.deposit(start);
  const endsAt = start + (timeoutMs ?? Number.POSITIVE_INFINITY);
  let ask = given;
  let tried: Tried | undefined;
  for (;;) {
    try {
      const response = await inner.rerank(request, ask);
      succeeded(retrying, response, clock.now() - start);
      return tried ? responseWithAttempts(response, tried.attempts) : response;
    } catch (thrown) {
      tried = afterFailure({ thrown, inner, signal, durationMs: clock.now() - start, before: tried });
      failed(retrying, tried);
      await beforeNext(retrying, tried, endsAt, signal);
    }
    start = clock.now();
    if (timeoutMs !== undefined) ask = { ...given, timeoutMs: endsAt - start };
  }
}

function succeeded({ inner, usual, emit }: Retrying, { outcome }: RerankResponse, durationMs: number): void {
  // Without an attempt the answer was made on the spot, of no documents or of blank ones.
  if (outcome.attempts.length === 0) return;
  if (outcome.kind === "reranked") usual.add(durationMs);
  emit({ type: "attempt", rerankerId: inner.id, result: "ok", durationMs });
}

function failed({ inner, emit }: Retrying, { error: { code, status }, durationMs }: Tried): void {
  const told = status === undefined ? {} : { status };
  emit({ type: "attempt", rerankerId: inner.id, result: code, durationMs, ...told });
}

/** Waits for the next attempt. @throws what the call fails with, where there shall be none. */
async function beforeNext(
  { settings, budget, usual, pauses, inner }: Retrying,
  tried: Tried,
  endsAt: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (signal?.aborted || pauses.isClosed()) throw finalError(tried);
  const now = settings.clock.now();
  const { error, count } = tried;
  const delayMs = retryDelay({ error, retried: count - 1, leftMs: endsAt - now, usualMs: usual.median }, settings);
  // The budget is asked last, so that only a retry that takes place is paid for.
  if (delayMs === undefined || budget?.withdraw(now) === false) throw finalError(tried);
  if (delayMs > 0) await pauses.pause(delayMs, signal);
  if (signal?.aborted) throw waitAborted(tried, inner, signal.reason);
  if (pauses.isClosed() || settings.clock.now() >= endsAt) throw finalError(tried);
}
