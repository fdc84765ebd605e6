import { type RerankError, rerankError } from "@secondpass/core";
import type { CircuitBreakerSettings } from "./circuit-breaker-options.ts";
import type { BreakerEvent, OnEvent } from "./events.ts";
import { createJudge } from "./judge.ts";

/** Closed: calls pass. Open: none does. Half-open: the next call is the probe, or the probe is under way. */
export type BreakerState = "closed" | "open" | "half-open";

/** What a breaker knows at a moment. */
export interface BreakerStats {
  /** Calls of the window that have a verdict, and those of them that failed. Neutral and refused calls are not among them. */
  readonly calls: number;
  readonly failures: number;
  /** Whether `forceOpen` or `forceClosed` holds it. */
  readonly forced: boolean;
}

/** A breaker as operators see it. */
export interface CircuitBreaker {
  state(): BreakerState;
  stats(): BreakerStats;
  /** Opens it and holds it open, without probes, until `forceClosed` or `reset`. */
  forceOpen(): void;
  /** Closes it and holds it closed, whatever fails, until `forceOpen` or `reset`. */
  forceClosed(): void;
  /** Closes it, forgets all that was counted, and lets it judge for itself again. */
  reset(): void;
}

/** What a call says of the backend's health. Neutral: nothing, neither good nor bad. */
export type Verdict = "success" | "failure" | "neutral";

/** Leave to ask the backend, handed back with the verdict. Good until the breaker's state changes. */
export interface Ticket {
  /** Whether this call decides for all others: it must come to a verdict whatever its caller does. */
  readonly probe: boolean;
}

/** The state machine behind a circuit breaker. */
export interface Breaker extends CircuitBreaker {
  /** Why no call may pass now: `breaker_open`. Takes nothing. */
  refusal(): RerankError | undefined;
  /** Takes leave for one call; only where there is no refusal. */
  enter(): Ticket;
  /** Says what came of it. Too late, after a change of state or after close, it moves nothing. */
  settle(ticket: Ticket, verdict: Verdict): void;
  /** Stands still from now on, and tells of nothing. */
  close(): void;
}

/**
 * Makes a breaker that is open for a jittered time, doubled with every probe that fails; then lets one probe through.
 *
 * It sets no timer: what time brings about is worked out when somebody asks.
 */
export function createBreaker(id: string, settings: CircuitBreakerSettings, emit: OnEvent): Breaker {
  const { clock, random, resetTimeoutMs, maxOpenMs, jitter, probeTimeoutMs } = settings;
  const judge = createJudge(settings);
  /** Verdicts count only with this ticket: with any other they are from before a change of state. */
  let current = ordinary();
  /** The probe under way, also one that a forced change of state has made late: there are never two. */
  let probe: Ticket | undefined;
  /** Open: when a probe may pass. Half-open: when the probe is over at the latest. */
  let until = 0;
  let failedProbes = 0;
  let forced = false;
  let closedAs: BreakerState | undefined;

  const state = (): BreakerState => {
    if (closedAs) return closedAs;
    if (!judge.isOpen()) return "closed";
    return current.probe || clock.now() >= until ? "half-open" : "open";
  };
  const tell = (type: BreakerEvent["type"], calls: number, failures: number, openMs?: number): void =>
    emit({ type, rerankerId: id, calls, failures, openMs });

  const open = (calls: number, failures: number): void => {
    const openMs = Math.min(maxOpenMs, resetTimeoutMs * 2 ** failedProbes) * (1 + jitter * (2 * random() - 1));
    current = ordinary();
    until = clock.now() + openMs;
    tell("open", calls, failures, openMs);
  };
  const close = (calls: number): void => {
    const wasOpen = judge.isOpen();
    judge.close();
    current = ordinary();
    failedProbes = 0;
    if (wasOpen) tell("close", calls, 0);
  };
  const settleProbe = (verdict: Verdict): void => {
    if (verdict === "success") {
      close(1);
      return;
    }
    // A neutral outcome proves no health, so it opens again; but no illness either, so for no longer than before.
    const failures = verdict === "failure" ? 1 : 0;
    failedProbes += failures;
    open(failures, failures);
  };
  const count = (failed: boolean): void => {
    judge.record(failed);
    if (!judge.isOpen()) return;
    const { calls, failures } = judge.counts();
    open(calls, failures);
  };

  return {
    state,
    stats() {
      return { ...judge.counts(), forced };
    },
    refusal() {
      if (!judge.isOpen()) return undefined;
      const waitMs = until - clock.now();
      return waitMs <= 0 && !probe ? undefined : refused(id, waitMs);
    },
    enter() {
      if (!judge.isOpen()) return current;
      const ticket = { probe: true };
      probe = ticket;
      current = ticket;
      until = clock.now() + probeTimeoutMs;
      tell("halfOpen", 0, 0);
      return ticket;
    },
    settle(ticket, verdict) {
      if (ticket === probe) probe = undefined;
      if (ticket !== current || forced || closedAs) return;
      if (ticket.probe) settleProbe(verdict);
      else if (verdict !== "neutral") count(verdict === "failure");
    },
    forceOpen() {
      if (closedAs) return;
      const wasOpen = judge.isOpen() && !current.probe;
      judge.open();
      current = ordinary();
      until = Number.POSITIVE_INFINITY;
      forced = true;
      if (!wasOpen) tell("open", 0, 0);
    },
    forceClosed() {
      if (closedAs) return;
      forced = true;
      close(0);
    },
    reset() {
      if (closedAs) return;
      forced = false;
      close(0);
    },
    close() {
      closedAs ??= state();
      judge.shutdown();
    },
  };
}

/** Leave for a call that is no probe. */
function ordinary(): Ticket {
  return { probe: false };
}

function refused(id: string, waitMs: number): RerankError {
  const retryAfterMs = Number.isFinite(waitMs) ? Math.max(0, Math.ceil(waitMs)) : undefined;
  const until =
    retryAfterMs === undefined ? "until it is reset" : `for ${retryAfterMs} ms or until a probe is answered`;
  return rerankError("breaker_open", `${id}: the circuit breaker is open ${until}`, { provider: id, retryAfterMs });
}
