import type { Clock } from "@secondpass/core";

/** A clock that stands still until it is told to move. */
export interface ManualClock extends Clock {
  /** Moves on and calls back whoever is due, in order of time. */
  advance(ms: number): void;
  /** How many callbacks are still set. */
  readonly pending: number;
}

/**
 * A clock for tests, to be given wherever a `clock` is taken: time passes when `advance` says so.
 *
 * @param start what `now` says first, in milliseconds; default a number that is no round one.
 */
export function createManualClock(start = 1234.5): ManualClock {
  let now = start;
  const timers = new Set<{ readonly due: number; readonly callback: () => void }>();
  return {
    now: () => now,
    after(ms, callback) {
      const timer = { due: now + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      const end = now + ms;
      for (const timer of [...timers].sort((a, b) => a.due - b.due)) {
        if (timer.due > end || !timers.delete(timer)) continue;
        now = timer.due;
        timer.callback();
      }
      now = end;
    },
    get pending() {
      return timers.size;
    },
  };
}
