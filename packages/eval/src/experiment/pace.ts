import { type Clock, onAbort } from "@secondpass/core";

/** Waits until the next call may begin. Rejects with the signal's reason when it is aborted meanwhile. */
export type Pace = (signal?: AbortSignal | undefined) => Promise<void>;

/**
 * Spreads calls evenly: no more than so many begin in a minute, none of them in a burst, since providers count in windows that
 * nobody sees.
 *
 * @param perMinute a positive number; undefined for no limit.
 */
export function createPace(perMinute: number | undefined, clock: Clock): Pace {
  if (perMinute === undefined) return async () => {};
  const gapMs = 60_000 / perMinute;
  let next = Number.NEGATIVE_INFINITY;
  return async (signal) => {
    const now = clock.now();
    const at = Math.max(now, next);
    next = at + gapMs;
    if (at > now) await wait(at - now, clock, signal);
  };
}

function wait(ms: number, clock: Clock, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const cancel = clock.after(ms, () => {
      unlink();
      resolve();
    });
    const unlink = signal
      ? onAbort(signal, () => {
          cancel();
          reject(signal.reason);
        })
      : () => {};
  });
}
