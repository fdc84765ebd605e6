import {
  type CallOptions,
  defineReranker,
  isRerankError,
  isRerankErrorCode,
  type RerankErrorCode,
  type Reranker,
  rerankError,
} from "@secondpass/core";
import {
  type CircuitBreakerOptions,
  type CircuitBreakerReranker,
  type ResilienceEvent,
  withCircuitBreaker,
} from "@secondpass/resilience";
import { createManualClock, type ManualClock } from "@secondpass/testing/clock";

/** What the backend does with a call: it answers, or fails with that code. */
export type Deed = "ok" | RerankErrorCode;

/** A breaker around a backend that does as each call says, under a clock that stands still. */
export interface BreakerRig {
  readonly clock: ManualClock;
  readonly reranker: CircuitBreakerReranker;
  readonly events: readonly ResilienceEvent[];
  /** Makes so many calls at once; how they ended, in order. */
  calls(count: number, deed: Deed): Promise<readonly unknown[]>;
  /** One call; how it ended. */
  call(deed: Deed): Promise<unknown>;
  /** All that can be seen from outside. */
  seen(): unknown;
}

/** A reranker whose backend does what the query says; `asked` hears of every call that reached it. */
export function obedient(id: string, clock: ManualClock, asked: () => void): Reranker {
  return defineReranker(
    {
      id,
      traits: { scoreScale: "similarity", pointwise: true },
      async score({ query, documents }) {
        asked();
        if (isRerankErrorCode(query)) throw rerankError(query, `${query} as told`, { provider: id, status: 418 });
        return { scores: documents.map((_, index) => ({ index, score: index })) };
      },
    },
    { clock },
  );
}

/** Asks for a deed; the whole answer or the whole error, as data that can be written down. */
export async function ending(reranker: Reranker, deed: Deed, options?: CallOptions): Promise<unknown> {
  try {
    return await reranker.rerank({ query: deed, documents: ["x", "y", "z"] }, options);
  } catch (thrown) {
    return isRerankError(thrown) ? { ...thrown, message: thrown.message } : { stranger: String(thrown) };
  }
}

/** Makes a rig; jitter is always in the middle. */
export function breakerRig(options: CircuitBreakerOptions = {}): BreakerRig {
  const clock = createManualClock();
  const events: ResilienceEvent[] = [];
  let asked = 0;
  const inner = obedient("a:1", clock, () => asked++);
  const onEvent = (event: ResilienceEvent): void => void events.push(event);
  const reranker = withCircuitBreaker(inner, { clock, random: () => 0.5, onEvent, ...options });
  const { breaker } = reranker;
  const call = (deed: Deed): Promise<unknown> => ending(reranker, deed);
  return {
    clock,
    reranker,
    events,
    call,
    calls: (count, deed) => Promise.all(Array.from({ length: count }, () => call(deed))),
    seen: () => ({
      state: breaker.state(),
      stats: breaker.stats(),
      asked,
      pending: clock.pending,
      events: [...events],
    }),
  };
}
