/** Those who wait for something, first come, first served. */
export interface Queue<T> {
  readonly length: number;
  /** Waits for a turn; leaves the queue with the signal's reason when that aborts. */
  wait(signal: AbortSignal): Promise<T>;
  /** Gives to the first in the queue; false where nobody waits. */
  serve(value: T): boolean;
  /** Sends everybody away. */
  failAll(error: unknown): void;
}

interface Waiter<T> {
  take(value: T): void;
  fail(error: unknown): void;
}

/** Makes an empty queue. */
export function createQueue<T>(): Queue<T> {
  const waiters = new Set<Waiter<T>>();
  return {
    get length() {
      return waiters.size;
    },
    wait: (signal) =>
      new Promise<T>((resolve, reject) => {
        const leave = (): void => {
          waiters.delete(waiter);
          signal.removeEventListener("abort", abort);
        };
        const waiter: Waiter<T> = {
          take(value) {
            leave();
            resolve(value);
          },
          fail(error) {
            leave();
            reject(error);
          },
        };
        const abort = (): void => waiter.fail(signal.reason);
        signal.addEventListener("abort", abort);
        waiters.add(waiter);
      }),
    serve(value) {
      const [first] = waiters;
      first?.take(value);
      return first !== undefined;
    },
    failAll(error) {
      for (const waiter of [...waiters]) waiter.fail(error);
    },
  };
}
