import { rerankError } from "@secondpass/core";
import type { WorkerHandle } from "./handle.ts";
import { createQueue } from "./queue.ts";

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
  /** Starts every worker and waits until they are ready, those that others started included. */
  startAll(): Promise<void>;
  /** How often models have run, on all workers so far. */
  readonly runs: number;
  /** Workers at most. */
  readonly size: number;
  /** Workers whose model is loaded. */
  readonly loaded: number;
  /** Ends all workers; what is under way fails, and what comes later rejects with the reason: by default RerankError `closed`. */
  close(reason?: unknown): Promise<void>;
}

/**
 * Makes a pool of up to `size` workers, started when there is work for them. Calls take turns batch by batch, first come,
 * first served.
 */
export function createPool(size: number, start: (onEnd: () => void) => WorkerHandle): Pool {
  const workers = new Set<WorkerHandle>();
  const loaded = new Set<WorkerHandle>();
  const idle: WorkerHandle[] = [];
  const queue = createQueue<WorkerHandle>();
  let runsOfEnded = 0;
  let closed: { readonly reason: unknown } | undefined;

  const remove = (worker: WorkerHandle): void => {
    if (workers.delete(worker)) runsOfEnded += worker.runs;
    loaded.delete(worker);
    const at = idle.indexOf(worker);
    if (at >= 0) idle.splice(at, 1);
  };

  const release = (worker: WorkerHandle): void => {
    if (!worker.ended && !queue.serve(worker)) idle.push(worker);
  };

  /** A worker that fails to load goes, and its error is told: also to those who wait, where no other is left to serve them. */
  const add = async (): Promise<WorkerHandle> => {
    if (closed) throw closed.reason;
    const worker: WorkerHandle = start(() => loaded.has(worker) && replace(worker));
    workers.add(worker);
    try {
      await worker.ready;
      loaded.add(worker);
      return worker;
    } catch (error) {
      remove(worker);
      await worker.stop();
      if (workers.size === 0) queue.failAll(error);
      throw error;
    }
  };

  /** Those who wait when a worker is lost get a new one. */
  const replace = (worker: WorkerHandle): void => {
    remove(worker);
    if (!closed && queue.length > 0) void add().then(release, () => {});
  };

  const acquire = async (signal: AbortSignal): Promise<WorkerHandle> => {
    signal.throwIfAborted();
    if (closed) throw closed.reason;
    const free = idle.pop();
    if (free) return free;
    return workers.size < size ? add() : queue.wait(signal);
  };

  return {
    size,
    get loaded() {
      return loaded.size;
    },
    get runs() {
      return [...workers].reduce((sum, { runs }) => sum + runs, runsOfEnded);
    },
    each: (items, signal, work) => workOff(items, signal, work, { size, acquire, release }),
    async startAll() {
      const loading = [...workers].map(({ ready }) => ready);
      const started = Array.from({ length: size - workers.size }, () => add().then(release));
      await Promise.all([...loading, ...started]);
    },
    async close(reason = rerankError("closed", "onnx: closed")) {
      closed ??= { reason };
      queue.failAll(reason);
      await Promise.all([...workers].map((worker) => worker.stop()));
    },
  };
}

interface Hands {
  readonly size: number;
  acquire(signal: AbortSignal): Promise<WorkerHandle>;
  release(worker: WorkerHandle): void;
}

async function workOff<Item>(
  items: readonly Item[],
  signal: AbortSignal,
  work: (worker: WorkerHandle, item: Item, at: number) => Promise<void>,
  { size, acquire, release }: Hands,
): Promise<void> {
  let next = 0;
  const turn = async (worker: WorkerHandle): Promise<void> => {
    const at = next++;
    if (at < items.length && !signal.aborted) await work(worker, items[at] as Item, at);
  };
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const worker = await acquire(signal);
      await turn(worker).finally(() => release(worker));
      signal.throwIfAborted();
    }
  };
  // Where a lane fails the list has failed: nothing more of it is started.
  const stop = (error: unknown): never => {
    next = items.length;
    throw error;
  };
  await Promise.all(Array.from({ length: Math.min(size, items.length) }, () => lane().catch(stop)));
}
