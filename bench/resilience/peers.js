// @ts-check
import {
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  fallback,
  handleAll,
  handleWhen,
  IsolatedCircuitError,
  isBrokenCircuitError,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from "cockatiel";
import CircuitBreaker from "opossum";

/**
 * What an application writes around a reranker with cockatiel: fallback, retry, breaker and time limit, as its documentation nests them.
 *
 * @param {() => Promise<unknown>} standIn
 */
export function cockatielStack(standIn) {
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: 15_000, breaker: new ConsecutiveBreaker(20) });
  const policy = wrap(
    fallback(handleAll, standIn),
    // As its documentation has it, an open breaker is not tried again.
    retry(
      handleWhen((error) => !isBrokenCircuitError(error) && !(error instanceof IsolatedCircuitError)),
      {
        maxAttempts: 1,
        backoff: new ExponentialBackoff(),
      },
    ),
    breaker,
    timeout(1_000, TimeoutStrategy.Aggressive),
  );
  return {
    /** @param {() => Promise<unknown>} ask */
    call: (ask) => policy.execute(ask),
    open: () => void breaker.isolate(),
  };
}

/**
 * Plain opossum with its own time limit and fallback; it has no retry.
 *
 * @param {(input: unknown) => Promise<unknown>} ask
 * @param {(input: unknown) => unknown} standIn
 */
export function opossumBreaker(ask, standIn) {
  const breaker = new CircuitBreaker(ask, { timeout: 1_000, resetTimeout: 15_000, volumeThreshold: 20 });
  breaker.fallback(standIn);
  return {
    /** @param {unknown} input */
    call: (input) => breaker.fire(input),
    open: () => breaker.open(),
    close: () => breaker.shutdown(),
  };
}
