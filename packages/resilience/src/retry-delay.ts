import { type RerankError, type Treatment, treatments } from "@secondpass/core";
import { rateLimitPauseMs } from "./rate-limit-pause.ts";
import type { RetrySettings } from "./retry-options.ts";

/** What is known when an attempt has failed. */
export interface Failed {
  readonly error: RerankError;
  /** How often the call was tried again already. */
  readonly retried: number;
  /** Milliseconds left of the call's budget; Infinity without one. */
  readonly leftMs: number;
  /** How long successful attempts take, in milliseconds; undefined before the first one. */
  readonly usualMs: () => number | undefined;
}

/** A retry must have room for so many times the usual. */
const room = 2;

/**
 * How long to wait before the next attempt, in milliseconds; undefined where there shall be none.
 *
 * Full jitter: a random share of min(base · 2^retries, max), after AWS's "Exponential backoff and jitter". After a
 * rate limit of unknown length it comes on top of the pause that the backend gets. A wait that would not end before the budget
 * does is none.
 */
export function retryDelay({ error, retried, leftMs, usualMs }: Failed, settings: RetrySettings): number | undefined {
  if (retried >= settings.retries || !isWorthRetrying(error, settings)) return undefined;
  const delayMs = waitOf(error, retried, settings);
  if (delayMs === undefined || delayMs >= leftMs) return undefined;
  if (settings.preset === "interactive" && leftMs - delayMs < room * (usualMs() ?? 0)) return undefined;
  return delayMs;
}

function isWorthRetrying({ code, status }: RerankError, { preset }: RetrySettings): boolean {
  // Of another version of core there may be a code that this table lacks.
  const treatment: Treatment | undefined = treatments[code];
  if (preset === "batch") return treatment?.retryable === true;
  // TEI says 424 where the model fails on these very texts.
  return treatment?.retryableInteractively === true && status !== 424;
}

function waitOf({ code, retryAfterMs }: RerankError, retried: number, settings: RetrySettings): number | undefined {
  const { baseDelayMs, maxDelayMs, maxRetryAfterMs, random } = settings;
  if (retryAfterMs === undefined) {
    const leastMs = code === "rate_limit" ? rateLimitPauseMs : 0;
    return leastMs + random() * Math.min(baseDelayMs * 2 ** retried, maxDelayMs);
  }
  return retryAfterMs >= 0 && retryAfterMs <= maxRetryAfterMs ? retryAfterMs : undefined;
}
