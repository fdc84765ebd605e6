import {
  type CallOptions,
  defineWrapper,
  errorFrom,
  isTimeoutReason,
  type Reranker,
  type RerankRequest,
  type RerankResponse,
  rerankError,
} from "@secondpass/core";
import { createBoundedCalls } from "./bounded-calls.ts";
import type { CircuitBreaker } from "./breaker.ts";
import { checkCircuitBreakerOptions } from "./check-circuit-breaker-options.ts";
import type { CircuitBreakerOptions } from "./circuit-breaker-options.ts";
import { createEmitter } from "./emitter.ts";
import { createGates, type Pass } from "./gates.ts";

/** A reranker behind a circuit breaker. */
export interface CircuitBreakerReranker extends Reranker {
  /** The breaker itself, to be watched and forced. */
  readonly breaker: CircuitBreaker;
}

/**
 * Leaves a backend alone that is unwell, asked for silence, or needs a person.
 *
 * - Breaker: opens above `errorThresholdPercentage` failures among at least `volumeThreshold` calls, counting only codes that
 *   say the backend is unwell (`treatments[code].countsAgainstBreaker`) and whole answers. All else is neutral: aborts, partial
 *   answers, a bad request, a wrong key. While open, calls fail `breaker_open` with `retryAfterMs`; then one call is the probe.
 *   It runs to its own end, whatever its caller does, and its answer, also a partial one, closes the breaker.
 * - Cooldown: after `rate_limit` and `quota` calls fail `cooldown` with `retryAfterMs`.
 * - Latch: after `auth`, `tls`, `misconfigured`, `model_load`, `tokenizer_mismatch` calls fail at once with the same code for
 *   `latchMs`; then one is let through. `warmup()` always asks, and clears or sets it.
 *
 * No call takes longer than `probeTimeoutMs`: a longer `timeoutMs`, or none, is cut to it and not refused, since a call without
 * a limit must work, and one that outlives the open time would be judged by what no longer holds.
 *
 * @throws RerankError `misconfigured` naming the option.
 */
export function withCircuitBreaker(inner: Reranker, options: CircuitBreakerOptions = {}): CircuitBreakerReranker {
  const settings = checkCircuitBreakerOptions(options);
  const { clock, probeTimeoutMs } = settings;
  const { id } = inner;
  const gates = createGates(id, settings, createEmitter(settings.onEvent));
  const calls = createBoundedCalls(id, clock);

  /** One call to a verdict. Its caller's own abort is none; a time-out in disguise is a failure, as a time-out is. */
  const ask = async (
    request: RerankRequest,
    passed: CallOptions,
    pass: Pass,
    stop?: (reason: unknown) => void,
  ): Promise<RerankResponse> => {
    const { timeoutMs: limitMs = probeTimeoutMs } = passed;
    const caller = pass.awaited ? undefined : passed.signal;
    try {
      const response = await calls.run(inner.rerank(request, passed), { limitMs, stop });
      if (!isGone(caller)) gates.answered(pass, response);
      return response;
    } catch (thrown) {
      if (!isGone(caller)) gates.failed(pass, errorFrom(thrown, id));
      throw thrown;
    }
  };

  /** A call on which others wait: not its caller's to end. The caller is free of it at any time. */
  const askDetached = (request: RerankRequest, given: CallOptions, pass: Pass): Promise<RerankResponse> => {
    const { signal, timeoutMs: limitMs = Number.POSITIVE_INFINITY } = given;
    const own = new AbortController();
    const passed = { ...given, signal: own.signal, timeoutMs: probeTimeoutMs };
    const work = ask(request, passed, pass, (reason) => own.abort(reason));
    return calls.run(work, { limitMs, signal });
  };

  const wrapper = defineWrapper(
    inner,
    {
      rerank(request, given) {
        const { signal, timeoutMs = Number.POSITIVE_INFINITY } = given;
        if (signal?.aborted) throw signal.reason;
        if (timeoutMs <= 0) throw rerankError("timeout", `${id}: no time left to ask`, { provider: id });
        // Answered without the backend, so it proves nothing.
        if (!hasText(request.documents)) return inner.rerank(request, given);
        const pass = gates.enter();
        if (pass.awaited) return askDetached(request, given, pass);
        return ask(request, { ...given, timeoutMs: Math.min(timeoutMs, probeTimeoutMs) }, pass);
      },
      async warmup(given) {
        try {
          await inner.warmup(given);
          gates.warmedUp(undefined);
        } catch (thrown) {
          if (!isGone(given.signal)) gates.warmedUp(errorFrom(thrown, id));
          throw thrown;
        }
      },
      async close() {
        gates.close();
        calls.close();
      },
    },
    { clock },
  );
  return Object.assign(wrapper, { breaker: gates.breaker });
}

/** Whether the caller has gone away; a time-out in disguise is no going away. */
function isGone(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true && !isTimeoutReason(signal.reason);
}

/** Whether there is anything to send: blank documents never are. */
function hasText(documents: readonly string[]): boolean {
  return documents.some((text) => text.trim() !== "");
}
