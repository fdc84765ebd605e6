import { type Clock, onAbort, rerankError } from "@secondpass/core";

/** How long a call may take, and what is done when it has. */
interface Bounds {
  readonly limitMs: number;
  /** Ends the wait too, with its reason. Default: whatever works there listens for itself. */
  readonly signal?: AbortSignal | undefined;
  /** Stops the work where the wait ended first. */
  readonly stop?: ((reason: unknown) => void) | undefined;
}

/** Calls under way, none of which outlives its limit, nor the end of them all. */
export interface BoundedCalls {
  /** Settles as the work does, or rejects before it: with `timeout` at the limit, with `closed` at close. */
  run<T>(work: Promise<T>, bounds: Bounds): Promise<T>;
  /** Ends them all: no timer is left. */
  close(): void;
}

/** Makes a limit that holds even where what is asked keeps none. */
export function createBoundedCalls(id: string, clock: Clock): BoundedCalls {
  const open = new Set<(reason: unknown) => void>();
  return {
    run(work, { limitMs, signal, stop }) {
      return new Promise((resolve, reject) => {
        const release = (): void => {
          cancel();
          unlink?.();
          open.delete(end);
        };
        const end = (reason: unknown): void => {
          release();
          reject(reason);
          stop?.(reason);
        };
        const cancel = clock.after(limitMs, () => end(timedOut(id, limitMs)));
        const unlink = signal && onAbort(signal, () => end(signal.reason));
        open.add(end);
        work.then(
          (value) => {
            release();
            resolve(value);
          },
          (error: unknown) => {
            release();
            reject(error);
          },
        );
      });
    },
    close() {
      for (const end of [...open]) end(rerankError("closed", `${id} is closed`, { provider: id }));
    },
  };
}

function timedOut(id: string, limitMs: number): Error {
  return rerankError("timeout", `${id}: no answer within ${limitMs} ms`, { provider: id });
}
