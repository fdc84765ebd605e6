import { type RerankError, type RerankResponse, treatments } from "@secondpass/core";
import { type CircuitBreaker, createBreaker, type Ticket, type Verdict } from "./breaker.ts";
import type { CircuitBreakerSettings } from "./circuit-breaker-options.ts";
import { createCooldown } from "./cooldown.ts";
import type { OnEvent } from "./events.ts";
import { createLatch } from "./latch.ts";

/** Leave for one call, handed back with what came of it. */
export interface Pass {
  readonly ticket: Ticket;
  /** Whether this call tests a latch whose time is up. */
  readonly tests: boolean;
  /** Whether others wait for what comes of this call, so that it must run to its end. */
  readonly awaited: boolean;
}

/** All that may refuse a call before the backend is asked. */
export interface Gates {
  readonly breaker: CircuitBreaker;
  /** @throws RerankError `cooldown`, the code that is latched, or `breaker_open`. */
  enter(): Pass;
  answered(pass: Pass, response: RerankResponse): void;
  failed(pass: Pass, error: RerankError): void;
  /** What a warm-up met, which asks without leave. */
  warmedUp(error: RerankError | undefined): void;
  close(): void;
}

/** Puts cooldown, latch and breaker in a row. Each is asked before any takes note of the call, so that no probe is lost. */
export function createGates(id: string, settings: CircuitBreakerSettings, emit: OnEvent): Gates {
  let closed = false;
  const tell: OnEvent = (event) => {
    if (!closed) emit(event);
  };
  const cooldown = createCooldown(id, settings, tell);
  const latch = createLatch(id, settings, tell);
  const breaker = createBreaker(id, settings, tell);
  const { state, stats, forceOpen, forceClosed, reset } = breaker;
  return {
    breaker: { state, stats, forceOpen, forceClosed, reset },
    enter() {
      const refusal = cooldown.refusal() ?? latch.refusal() ?? breaker.refusal();
      if (refusal) throw refusal;
      const ticket = breaker.enter();
      const tests = latch.enter();
      return { ticket, tests, awaited: ticket.probe || tests };
    },
    answered({ ticket, tests }, response) {
      const { kind } = response.outcome;
      if (kind === "reranked" || kind === "partial") cooldown.answered();
      latch.ended(tests, undefined);
      breaker.settle(ticket, verdictOn(kind, ticket));
    },
    failed({ ticket, tests }, error) {
      cooldown.failed(error);
      latch.ended(tests, error);
      breaker.settle(ticket, treatments[error.code].countsAgainstBreaker ? "failure" : "neutral");
    },
    warmedUp(error) {
      if (error) cooldown.failed(error);
      // One that failed otherwise has not come far enough to say anything of the setting.
      if (!error || treatments[error.code].pause === "latch") latch.ended(true, error);
    },
    close() {
      closed = true;
      breaker.close();
    },
  };
}

/**
 * A partial answer is neutral, but closes as a probe: the backend has scored, and what would not have opened the breaker
 * should not keep it open, where callers would get no scores at all. What others answered in the reranker's place is neutral.
 */
function verdictOn(kind: RerankResponse["outcome"]["kind"], { probe }: Ticket): Verdict {
  return kind === "reranked" || (kind === "partial" && probe) ? "success" : "neutral";
}
