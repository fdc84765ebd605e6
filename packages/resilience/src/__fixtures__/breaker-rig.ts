import {
  type CallOptions,
  defineReranker,
  isRerankError,
  type RerankErrorCode,
  type Reranker,
  type RerankRequest,
  rerankError,
  type Scored,
} from "@secondpass/core";
import { createManualClock, type ManualClock } from "@secondpass/testing/clock";
import { scriptedReranker } from "@secondpass/testing/scripted";
import type { CircuitBreakerOptions } from "../circuit-breaker-options.ts";
import type { ResilienceEvent } from "../events.ts";
import { type CircuitBreakerReranker, withCircuitBreaker } from "../with-circuit-breaker.ts";

/** What the backend does with a call; an Error is what it throws. */
type Deed = "ok" | "partial" | "hang" | RerankErrorCode | Error;

/** A breaker around a backend that does what each call says, under a clock that stands still. */
export interface BreakerRig {
  readonly clock: ManualClock;
  readonly reranker: CircuitBreakerReranker;
  readonly events: ResilienceEvent[];
  /** Types of the events, in order. */
  told(): string[];
  /** How many calls reached the backend. */
  asked(): number;
  /** The most probes that were under way at once. */
  mostProbes(): number;
  /** Asks; "ok", "partial", the code of the error, or the reason itself. */
  call(deed: Deed, options?: CallOptions): Promise<unknown>;
  calls(count: number, deed: Deed): Promise<unknown[]>;
  /** What the next warm-up meets. */
  warming: Deed;
}

/** Lets everything run that does not wait for the clock. */
export const flush = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const question: RerankRequest = { query: "river", documents: ["a river", "bread"] };

/** A reranker made by hand, which keeps no law. */
export function handMade(rerank: Reranker["rerank"]): Reranker {
  return { ...scriptedReranker({ id: "hand:made" }), rerank };
}

/** A promise and its two ends (Node 20 has no Promise.withResolvers). */
export function deferred<T>(): { promise: Promise<T>; resolve(value: T): void; reject(error: unknown): void } {
  let ends: [(value: T) => void, (error: unknown) => void] | undefined;
  const promise = new Promise<T>((...both) => {
    ends = both;
  });
  return { promise, resolve: (value) => ends?.[0](value), reject: (error) => ends?.[1](error) };
}

/** How a call ended, in a word. */
export async function ending(call: ReturnType<Reranker["rerank"]>): Promise<unknown> {
  try {
    const { outcome } = await call;
    return outcome.kind === "reranked" ? "ok" : outcome.kind;
  } catch (thrown) {
    return isRerankError(thrown) ? thrown.code : thrown;
  }
}

export function breakerRig(options: CircuitBreakerOptions = {}): BreakerRig {
  const clock = createManualClock();
  const events: ResilienceEvent[] = [];
  const deeds: Deed[] = [];
  let asked = 0;
  let probes = 0;
  let mostProbes = 0;
  const perform = async (deed: Deed, signal: AbortSignal): Promise<Scored> => {
    if (deed === "hang") await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    if (deed === "ok") return { scores: [0, 1].map((index) => ({ index, score: index })) };
    if (deed === "partial") return { scores: [{ index: 0, score: 1 }] };
    throw deed instanceof Error ? deed : rerankError(deed as RerankErrorCode, `${deed} as told`, { provider: "a:b" });
  };
  const inner = defineReranker(
    {
      id: "a:b",
      traits: { scoreScale: "similarity", pointwise: true },
      incomplete: "append",
      async score({ query }, { signal }) {
        asked++;
        const probe = reranker.breaker.state() === "half-open";
        if (probe) mostProbes = Math.max(mostProbes, ++probes);
        try {
          return await perform(deeds[Number(query)] as Deed, signal);
        } finally {
          if (probe) probes--;
        }
      },
      warmup: async ({ signal }) => void (await perform(rig.warming, signal)),
    },
    { clock },
  );
  const onEvent = (event: ResilienceEvent): void => void events.push(event);
  const reranker = withCircuitBreaker(inner, { clock, random: () => 0.5, onEvent, ...options });
  const rig: BreakerRig = {
    clock,
    reranker,
    events,
    told: () => events.map(({ type }) => type),
    asked: () => asked,
    mostProbes: () => mostProbes,
    call: (deed, given) =>
      ending(reranker.rerank({ query: String(deeds.push(deed) - 1), documents: ["x", "y"] }, given)),
    calls: (count, deed) => Promise.all(Array.from({ length: count }, () => rig.call(deed))),
    warming: "ok",
  };
  return rig;
}

/** A rig whose breaker has just opened. */
export async function openedRig(options: CircuitBreakerOptions = {}): Promise<BreakerRig> {
  const rig = breakerRig(options);
  await rig.calls(options.volumeThreshold ?? 20, "overloaded");
  return rig;
}
