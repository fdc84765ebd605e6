import type { RerankErrorCode, Reranker } from "@secondpass/core";
import {
  type BreakerState,
  type ResilienceEvent,
  type ResilientOptions,
  type ResilientReranker,
  resilient,
} from "@secondpass/resilience";
import { canariesIn } from "./canary.ts";
import { increase } from "./tally.ts";

/** An event other than an attempt, and when it came. */
interface Heard {
  readonly event: Exclude<ResilienceEvent, { readonly type: "attempt" }>;
  /** Milliseconds of the process's monotonic clock. */
  readonly at: number;
  /** The number of the latest call by then. */
  readonly call: number;
}

/** A whole stack, and what it told of itself. */
export interface Stack {
  readonly reranker: ResilientReranker;
  readonly heard: readonly Heard[];
  /** Attempts by how they ended. */
  readonly attempts: ReadonlyMap<"ok" | RerankErrorCode, number>;
  /** Canaries in events. */
  readonly leaks: ReadonlyMap<string, number>;
  /** Of the reranker asked. */
  state(): BreakerState;
  /** The first event of a type from this one of `heard` on; undefined while there is none. */
  first(type: Heard["event"]["type"], from?: number): Heard | undefined;
}

/**
 * Puts the stack of `resilient` around a reranker.
 *
 * @param latestCall the number of the latest call.
 */
export function createStack(inner: Reranker, options: ResilientOptions, latestCall: () => number): Stack {
  const heard: Heard[] = [];
  const attempts = new Map<"ok" | RerankErrorCode, number>();
  const leaks = new Map<string, number>();
  const leaksIn = createLeakFinder();
  const onEvent = (event: ResilienceEvent): unknown => {
    for (const name of leaksIn(event)) increase(leaks, `the ${name} in an event ${event.type}`);
    if (event.type === "attempt") increase(attempts, event.result);
    // Of a plain answer in first-stage order there is one for every call of an outage: their number is in the tally.
    else if (event.type !== "degraded" || event.level === "error") {
      heard.push({ event, at: performance.now(), call: latestCall() });
    }
    return options.onEvent?.(event);
  };
  const reranker = resilient(inner, { ...options, onEvent });
  return {
    reranker,
    heard,
    attempts,
    leaks,
    state: () => reranker.breakers[0]?.breaker.state() ?? "closed",
    first: (type, from = 0) => heard.find(({ event }, at) => at >= from && event.type === type),
  };
}

/** Events hold the same few words again and again: each is looked at once, since this is part of the time that is measured. */
function createLeakFinder(): (event: ResilienceEvent) => readonly string[] {
  const clean = new Set<unknown>();
  return (event) => {
    for (const value of Object.values(event)) {
      if (typeof value === "number" || clean.has(value)) continue;
      const found = canariesIn(String(value));
      if (found.length > 0) return found;
      clean.add(value);
    }
    return [];
  };
}
