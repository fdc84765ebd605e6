import { type CallOptions, type Clock, defineWrapper, type Reranker, rerankError, systemClock } from "@secondpass/core";
import { createEmitter } from "./emitter.ts";
import type { OnEvent } from "./events.ts";
import { createPlaces } from "./places.ts";
import { checkWrapperOptions, type OptionRules, optionRules } from "./wrapper-options.ts";

/** What `withBulkhead` takes. */
export interface BulkheadOptions {
  /** How many calls are inside at once. Default 64. */
  readonly maxConcurrent?: number | undefined;
  /**
   * How many more may wait for a place, 0 for none, Infinity for a job that sends all at once. Default as many as
   * `maxConcurrent`: then a call waits about as long as one call takes, and beyond that first-stage order serves better.
   */
  readonly maxQueue?: number | undefined;
  /** Default: the process's monotonic clock. */
  readonly clock?: Clock | undefined;
  /** Hears of calls that never got inside: an `attempt` event with `bulkhead_full` or `timeout`. */
  readonly onEvent?: OnEvent | undefined;
}

const rules: OptionRules<BulkheadOptions> = {
  maxConcurrent: {
    what: "a whole number from 1 up",
    holds: (value) => Number.isInteger(value) && Number(value) >= 1,
    advice: "say how many calls may be under way at once, such as 64",
  },
  maxQueue: {
    what: "a whole number from 0 up, or Infinity",
    holds: (value) => value === Number.POSITIVE_INFINITY || (Number.isInteger(value) && Number(value) >= 0),
    advice: "say how many calls may wait for a place",
  },
  clock: optionRules.clock,
  onEvent: optionRules.onEvent,
};

/**
 * Lets so many calls to the inner reranker at once; others wait in order of arrival, and beyond `maxQueue` are refused with
 * `bulkhead_full`. Waiting counts against the call's `timeoutMs`: a budget that ends meanwhile is `timeout`. An abort leaves
 * the queue at once.
 *
 * A place is taken until the inner call settles, even where the caller has lost interest, so that the inner one is never given
 * more; one that may never settle belongs into `withTimeout`.
 *
 * @throws RerankError `misconfigured` where an option will not do.
 */
export function withBulkhead(inner: Reranker, options: BulkheadOptions = {}): Reranker {
  checkWrapperOptions("withBulkhead", options, rules);
  const { maxConcurrent = 64, maxQueue = maxConcurrent, clock = systemClock, onEvent } = options;
  const emit = createEmitter(onEvent);
  const places = createPlaces({
    maxConcurrent,
    maxQueue,
    clock,
    refused(code, waitedMs) {
      emit({ type: "attempt", rerankerId: inner.id, result: code, durationMs: waitedMs });
      return rerankError(code, `${inner.id}: ${reasons[code](maxConcurrent, maxQueue)}`, { provider: inner.id });
    },
  });

  /** Waits for a place; what is left of the budget by then is in the options that it hands back. */
  const inTurn = async (given: CallOptions): Promise<CallOptions> => {
    const start = clock.now();
    await places.takeInTurn(given);
    const { timeoutMs } = given;
    return timeoutMs === undefined ? given : { ...given, timeoutMs: timeoutMs - (clock.now() - start) };
  };

  return defineWrapper(
    inner,
    {
      async rerank(request, given) {
        const ask = places.takeFree() ? given : await inTurn(given);
        try {
          return await inner.rerank(request, ask);
        } finally {
          places.leave();
        }
      },
      async close() {
        places.turnAway(rerankError("closed", `${inner.id} is closed`, { provider: inner.id }));
      },
    },
    { clock },
  );
}

/** Why a call got no place. */
const reasons = {
  bulkhead_full: (inside: number, waiting: number) =>
    `maxConcurrent, ${inside}, and maxQueue, ${waiting}, are reached: send fewer calls at once, or raise them`,
  timeout: (inside: number) => `the call's time budget ran out in the queue, with maxConcurrent ${inside}`,
} as const;
