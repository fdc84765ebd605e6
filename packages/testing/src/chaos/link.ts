import type { Socket } from "node:net";
import { type Data, effectOf, type Stream } from "./effects.ts";
import type { Toxic } from "./toxic.ts";

/** One direction of one connection, with the toxics that meet it. */
export interface Link {
  /** A toxic begins to act, at the end of the chain. */
  add(toxic: Toxic): void;
  remove(toxic: Toxic): void;
  /** Calls off everything that waits. */
  stop(): void;
}

/** What a link needs of its connection. */
export interface LinkOptions {
  readonly from: Socket;
  readonly to: Socket;
  readonly random: () => number;
  /** Ends both directions: in peace, or with RST. */
  readonly endBoth: (reset: boolean) => void;
}

/** So many bytes may wait in a link before its source is held up. */
const mostWaiting = 2 ** 20;

/** Carries what comes from one socket to the other, through the toxics, in order. */
export function createLink({ from, to, random, endBoth }: LinkOptions): Link {
  const timers = new Set<NodeJS.Timeout>();
  const streams = new Map<Toxic, Stream & { passed: number }>();
  let waiting = 0;
  let queue: Promise<void> = Promise.resolve();

  const wait = (ms: number): Promise<void> => {
    if (ms <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, ms);
      timers.add(timer);
    });
  };
  const write = async ({ bytes }: Data): Promise<void> => {
    if (to.writable && bytes.length > 0 && !to.write(bytes))
      await new Promise<void>((resolve) => to.once("drain", resolve));
  };
  const through = async (chain: readonly Toxic[], data: Data): Promise<void> => {
    const [toxic, ...rest] = chain;
    const stream = toxic && streams.get(toxic);
    if (!toxic) return write(data);
    const { carry } = effectOf(toxic);
    // A toxic that was removed meanwhile does nothing any more.
    if (!stream || !carry) return through(rest, data);
    await carry(toxic, data, stream, (part) => through(rest, part));
    stream.passed += data.bytes.length;
  };
  const endThrough = async (): Promise<void> => {
    for (const [toxic, stream] of streams) await effectOf(toxic).ending?.(toxic, stream);
    to.end();
  };

  from.on("data", (bytes: Buffer) => {
    waiting += bytes.length;
    if (waiting > mostWaiting) from.pause();
    const data = { bytes, at: performance.now() };
    queue = queue.then(async () => {
      await through([...streams.keys()], data);
      waiting -= bytes.length;
      if (waiting <= mostWaiting) from.resume();
    });
  });
  from.on("end", () => {
    queue = queue.then(endThrough);
  });

  return {
    add(toxic) {
      const stream = { wait, random, passed: 0, end: () => endBoth(false), reset: () => endBoth(true) };
      streams.set(toxic, stream);
      // What a removed toxic has begun comes to nothing.
      const alive = {
        ...stream,
        end: () => streams.has(toxic) && stream.end(),
        reset: () => streams.has(toxic) && stream.reset(),
      };
      void effectOf(toxic).start?.(toxic, alive);
    },
    remove: (toxic) => void streams.delete(toxic),
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
