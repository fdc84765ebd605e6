import { rerankError } from "@secondpass/core";
import type { WorkerHandle } from "./handle.ts";

/** Worker threads that share the work of all calls. */
export interface Pool {
  /**
   * Works off a list, on as many workers as it is worth. Once the signal aborts nothing of it is started any more; what is
   * under way ends unheard.
   */
  each<Item>(
    items: readonly Item[],
    signal: AbortSignal,
    work: (worker: WorkerHandle, item: Item, at: number) => Promise<void>,
  ): Promise<void>;
  /** Starts every worker and waits until they are ready. */
  startAll(): Promise<void>;
  /** How often models have run, on all workers so far. */
  readonly runs: number;
  readonly size: number;
  close(): Promise<void>;
}

/** Waits for a worker to become free. */
interface Waiter {
  take(worker: WorkerHandle): void;
  fail(error: unknown): void;
}

/**
 * Makes a pool of up to `size` workers, started when there is work for them. Calls take turns batch by batch, first come,
 * first served.
 */
export function createPool(size: number, start: (onEnd: () => void) => WorkerHandle): Pool {
  const workers = new Set<WorkerHandle>();
  const idle: WorkerHandle[] = [];
  const waiters: Waiter[] = [];
  let runsOfEnded = 0;
  let closed = false;

  const remove = (worker: WorkerHandle): void => {
    if (!workers.delete(worker)) return;
    runsOfEnded += worker.runs;
    const at = idle.indexOf(worker);
    if (at >= 0) idle.splice(at, 1);
  };

  const release = (worker: WorkerHandle): void => {
    if (worker.ended) return;
    const waiter = waiters.shift();
    if (waiter) waiter.take(worker);
    else idle.push(worker);
  };

  /** Whoever waits for a worker that is gone gets a new one. */
  const onEnd = (worker: WorkerHandle): void => {
    remove(worker);
    const waiter = closed ? undefined : waiters.shift();
    if (waiter) void add().then(waiter.take, waiter.fail);
  };

  /** A worker that fails to load goes, and its error is told. */
  const add = async (): Promise<WorkerHandle> => {
    const worker: WorkerHandle = start(() => onEnd(worker));
    workers.add(worker);
    try {
      await worker.ready;
      return worker;
    } catch (error) {
      remove(worker);
      await worker.stop();
      throw error;
    }
  };

  const acquire = async (signal: AbortSignal): Promise<WorkerHandle> => {
    signal.throwIfAborted();
    const free = idle.pop();
    if (free) return free;
    if (workers.size < size) return add();
    return waitForOne(signal);
  };

  const waitForOne = (signal: AbortSignal): Promise<WorkerHandle> =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        const at = waiters.indexOf(waiter);
        if (at >= 0) waiters.splice(at, 1);
        reject(signal.reason);
      };
      const done = (): void => signal.removeEventListener("abort", leave);
      const waiter: Waiter = {
        take(worker) {
          done();
          resolve(worker);
        },
        fail(error) {
          done();
          reject(error);
        },
      };
      signal.addEventListener("abort", leave, { once: true });
      waiters.push(waiter);
    });

  return {
    size,
    get runs() {
      return [...workers].reduce((sum, { runs }) => sum + runs, runsOfEnded);
    },
    async each(items, signal, work) {
      let next = 0;
      const turn = async (worker: WorkerHandle): Promise<void> => {
        const at = next++;
        if (at < items.length && !signal.aborted) await work(worker, items[at] as (typeof items)[number], at);
      };
      const lane = async (): Promise<void> => {
        while (next < items.length) {
          const worker = await acquire(signal);
          await turn(worker).finally(() => release(worker));
          signal.throwIfAborted();
        }
      };
      // Where a lane fails the list has failed: nothing more of it is started.
      const stop = (): void => {
        next = items.length;
      };
      const lanes = Array.from({ length: Math.min(size, items.length) }, () => lane().catch(rethrowAfter(stop)));
      await Promise.all(lanes);
    },
    async startAll() {
      const missing = Math.max(0, size - workers.size);
      const started = await Promise.all(Array.from({ length: missing }, add));
      for (const worker of started) release(worker);
    },
    async close() {
      if (closed) return;
      closed = true;
      const error = rerankError("closed", "onnx: closed");
      for (const waiter of waiters.splice(0)) waiter.fail(error);
      await Promise.all([...workers].map((worker) => worker.stop()));
    },
  };
}

function rethrowAfter(act: () => void): (error: unknown) => never {
  return (error) => {
    act();
    throw error;
  };
}
