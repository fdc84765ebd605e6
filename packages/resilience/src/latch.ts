import { type RerankError, rerankError, treatments } from "@secondpass/core";
import type { CircuitBreakerSettings } from "./circuit-breaker-options.ts";
import type { OnEvent } from "./events.ts";

/** Remembers a wrong setting, so that a backend is not asked over and over with a bad key. */
export interface Latch {
  /** Why no call may pass now: the same code and message again. Takes nothing. */
  refusal(): RerankError | undefined;
  /** Takes leave for one call; only where there is no refusal. True: the others wait for what comes of this one. */
  enter(): boolean;
  /** What came of a call. `tested`: it was the one that the others wait for, or a warm-up; it clears what is latched, or sets it anew. */
  ended(tested: boolean, error: RerankError | undefined): void;
}

/** Makes the memory of a wrong setting: when its time is up one call goes through, and only what it meets opens the way. */
export function createLatch(
  id: string,
  { clock, latchMs }: Pick<CircuitBreakerSettings, "clock" | "latchMs">,
  emit: OnEvent,
): Latch {
  let latched: RerankError | undefined;
  /** Infinity while one call tests it. */
  let until = 0;

  return {
    refusal() {
      if (!latched || clock.now() >= until) return undefined;
      const { code, message, provider, status } = latched;
      return rerankError(code, message, { provider, status });
    },
    enter() {
      if (!latched) return false;
      until = Number.POSITIVE_INFINITY;
      return true;
    },
    ended(tested, error) {
      if (tested) latched = undefined;
      // Of several calls that meet the same wrong setting at once, the first sets it.
      if (!error || latched || latchMs === 0 || treatments[error.code].pause !== "latch") return;
      latched = error;
      until = clock.now() + latchMs;
      emit({ type: "latch", rerankerId: id, code: error.code, pauseMs: latchMs });
    },
  };
}
