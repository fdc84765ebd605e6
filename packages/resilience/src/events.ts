import type { RerankErrorCode } from "@secondpass/core";

/** What a wrapper tells of itself. No event holds anything of query, documents or keys. */
export type ResilienceEvent = BreakerEvent | PauseEvent | AttemptEvent | DegradedEvent;

/** A circuit breaker changed its state. */
export interface BreakerEvent {
  readonly type: "open" | "halfOpen" | "close";
  readonly rerankerId: string;
  /** Calls that count, and those of them that failed, in the window that it judged by; 0 where it was forced. */
  readonly calls: number;
  readonly failures: number;
  /** Of `open`: milliseconds until a probe is let through. */
  readonly openMs?: number | undefined;
}

/** A backend is left alone for a while: it asked for that, or only a person can help. */
export interface PauseEvent {
  readonly type: "cooldown" | "latch";
  readonly rerankerId: string;
  readonly code: RerankErrorCode;
  readonly pauseMs: number;
}

/** One try of a reranker ended. */
export interface AttemptEvent {
  readonly type: "attempt";
  readonly rerankerId: string;
  readonly result: "ok" | RerankErrorCode;
  readonly durationMs: number;
  readonly status?: number | undefined;
}

/** A stack answered otherwise than by the reranker that was asked. */
export interface DegradedEvent {
  readonly type: "degraded";
  /** error: a person should hear of it. */
  readonly level: "warning" | "error";
  /** The reranker that was asked. */
  readonly rerankerId: string;
  readonly kind: "fallback" | "first-stage";
  /** Why it did not answer. */
  readonly code: RerankErrorCode;
  /** Who answered instead; undefined for first-stage order. */
  readonly answeredBy?: string | undefined;
}

/** Hears of events. What it throws changes nothing and is told once, as a process warning. */
export type OnEvent = (event: ResilienceEvent) => void;
