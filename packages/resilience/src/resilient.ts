import { type Reranker, withCalibration } from "@secondpass/core";
import type { CircuitBreaker } from "./breaker.ts";
import { checkResilientOptions } from "./check-resilient-options.ts";
import type { MemberResilience, ResilientFallback, ResilientOptions } from "./resilient-options.ts";
import { withBulkhead } from "./with-bulkhead.ts";
import { withCircuitBreaker } from "./with-circuit-breaker.ts";
import { withFallback } from "./with-fallback.ts";
import { withRetry } from "./with-retry.ts";
import { withTimeout } from "./with-timeout.ts";

/** The breaker of one reranker in a stack. */
export interface StackBreaker {
  readonly rerankerId: string;
  readonly breaker: CircuitBreaker;
}

/** A stack, and its breakers to be watched and forced. */
export interface ResilientReranker extends Reranker {
  /** The breaker of the reranker asked first, then those of the fallbacks, as far as they have one. */
  readonly breakers: readonly StackBreaker[];
}

/**
 * Puts the documented stack around a reranker, inside out: `withTimeout` (one attempt), `withCircuitBreaker`, `withRetry`,
 * `withBulkhead` and `withCalibration` where asked for, `withFallback`. So the breaker judges attempts, a retry stops when the breaker opens, and
 * one budget holds for everything.
 *
 * One stack a process, made once: breakers, retry budgets and bulkheads belong to it.
 *
 * @throws RerankError `misconfigured` naming the option, when it is made. Calls: as `withFallback`.
 */
export function resilient(inner: Reranker, options: ResilientOptions = {}): ResilientReranker {
  checkResilientOptions(options);
  const { attemptTimeoutMs, retry, circuitBreaker, bulkhead, calibration, fallbacks = [], random, ...rest } = options;
  const breakers: StackBreaker[] = [];
  const asked = wrap(inner, { attemptTimeoutMs, retry, circuitBreaker, bulkhead, calibration }, options, breakers);
  const standIns = fallbacks.map((fallback) =>
    "reranker" in fallback ? wrap(fallback.reranker, inherited(fallback, options), options, breakers) : fallback,
  );
  return Object.assign(withFallback(asked, { ...rest, fallbacks: standIns }), { breakers });
}

function wrap(
  reranker: Reranker,
  { attemptTimeoutMs = 1000, retry = {}, circuitBreaker = {}, bulkhead = false, calibration }: MemberResilience,
  { clock, random, onEvent }: ResilientOptions,
  breakers: StackBreaker[],
): Reranker {
  let wrapped = withTimeout(reranker, { timeoutMs: attemptTimeoutMs, clock });
  if (circuitBreaker !== false) {
    const { probeTimeoutMs = attemptTimeoutMs } = circuitBreaker;
    const broken = withCircuitBreaker(wrapped, { ...circuitBreaker, probeTimeoutMs, clock, random, onEvent });
    breakers.push({ rerankerId: reranker.id, breaker: broken.breaker });
    wrapped = broken;
  }
  if (retry !== false) wrapped = withRetry(wrapped, { ...retry, clock, random, onEvent });
  if (bulkhead !== false) wrapped = withBulkhead(wrapped, { ...bulkhead, clock, onEvent });
  return calibration === undefined ? wrapped : withCalibration(wrapped, calibration);
}

/** What a fallback leaves out is as for the reranker asked; but a calibration holds for one reranker alone. */
function inherited(fallback: ResilientFallback, options: ResilientOptions): MemberResilience {
  return {
    attemptTimeoutMs: fallback.attemptTimeoutMs ?? options.attemptTimeoutMs,
    retry: fallback.retry ?? options.retry,
    circuitBreaker: fallback.circuitBreaker ?? options.circuitBreaker,
    bulkhead: fallback.bulkhead ?? options.bulkhead,
    calibration: fallback.calibration,
  };
}
