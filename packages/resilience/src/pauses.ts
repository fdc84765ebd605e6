import { type Clock, onAbort } from "@secondpass/core";

/** Waits between attempts. */
export interface Pauses {
  /** Resolves after so many milliseconds, never earlier, or as soon as the signal aborts or `close` is called. */
  pause(ms: number, signal: AbortSignal | undefined): Promise<void>;
  /** Ends all waits; there must be none afterwards. */
  close(): void;
  isClosed(): boolean;
}

/** Keeps track of waits, so that none outlives its wrapper. */
export function createPauses(clock: Clock): Pauses {
  const waiting = new Set<() => void>();
  let closed = false;
  return {
    pause(ms, signal) {
      const due = clock.now() + ms;
      return new Promise((resolve) => {
        const end = (): void => {
          cancel();
          unlink?.();
          waiting.delete(end);
          resolve();
        };
        // Timers go by the loop's own time and may fire early; a backend that named a time would refuse us once more.
        const ring = (): void => {
          const left = due - clock.now();
          if (left > 0) cancel = clock.after(left, ring);
          else end();
        };
        let cancel = clock.after(ms, ring);
        const unlink = signal && onAbort(signal, end);
        waiting.add(end);
      });
    },
    close() {
      closed = true;
      for (const end of [...waiting]) end();
    },
    isClosed: () => closed,
  };
}
