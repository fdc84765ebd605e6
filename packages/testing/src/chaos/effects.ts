import type { ToxicEffect } from "./toxic.ts";

/** One direction of one connection, as a toxic sees it. */
export interface Stream {
  /** Comes back after so many milliseconds; never, where the connection has ended by then. */
  wait(ms: number): Promise<void>;
  /** A number in [0, 1). */
  random(): number;
  /** How many bytes came through to this toxic before. */
  readonly passed: number;
  /** Ends the connection, both ways: in peace, or with RST. */
  end(): void;
  reset(): void;
}

/** Bytes on their way, and when they came in. */
export interface Data {
  readonly bytes: Buffer;
  /** Milliseconds of the process's monotonic clock. */
  readonly at: number;
}

/** What a kind of toxic does at which moment. Without `carry` data passes, without `ending` the end does. */
interface Effect<T> {
  /** When the connection, or the toxic, begins. */
  start?(toxic: T, stream: Stream): Promise<void>;
  /** Passes data on: whole, in parts, later or never. */
  carry?(toxic: T, data: Data, stream: Stream, pass: (data: Data) => Promise<void>): Promise<void>;
  /** Comes back once the end of the stream may pass. */
  ending?(toxic: T, stream: Stream): Promise<void>;
}

const never = (): Promise<never> => new Promise(() => {});
/** What is dropped has been dealt with. */
const drop = async (): Promise<void> => {};
/** Bandwidth is given out in portions of so many milliseconds. */
const portionMs = 100;

const effects: { readonly [Type in ToxicEffect["type"]]: Effect<Extract<ToxicEffect, { type: Type }>> } = {
  latency: {
    async carry({ latency, jitter = 0 }, data, stream, pass) {
      const delay = latency + jitter * (2 * stream.random() - 1);
      await stream.wait(data.at + delay - performance.now());
      await pass(data);
    },
  },
  bandwidth: {
    async carry({ rate }, { bytes, at }, stream, pass) {
      const portion = Math.max(1, Math.floor(rate * portionMs));
      for (let start = 0; start < bytes.length; start += portion) {
        const part = bytes.subarray(start, start + portion);
        await stream.wait(part.length / rate);
        await pass({ bytes: part, at });
      }
    },
  },
  slow_close: {
    ending: ({ delay }, stream) => stream.wait(delay),
  },
  timeout: {
    async start({ timeout }, stream) {
      if (timeout === 0) return;
      await stream.wait(timeout);
      stream.end();
    },
    carry: drop,
    ending: never,
  },
  reset_peer: {
    async start({ timeout }, stream) {
      await stream.wait(timeout);
      stream.reset();
    },
    carry: drop,
    ending: never,
  },
  slicer: {
    async carry({ averageSize, sizeVariation = 0, delay = 0 }, { bytes, at }, stream, pass) {
      for (let start = 0; start < bytes.length; ) {
        const size = Math.max(1, Math.round(averageSize + sizeVariation * (2 * stream.random() - 1)));
        if (start > 0) await stream.wait(delay / 1000);
        await pass({ bytes: bytes.subarray(start, start + size), at });
        start += size;
      }
    },
  },
  limit_data: {
    async carry(toxic, { bytes, at }, stream, pass) {
      const left = toxic.bytes - stream.passed;
      await pass({ bytes: bytes.subarray(0, Math.max(0, left)), at });
      if (bytes.length >= left) stream.end();
    },
  },
};

/** What this toxic does. */
export function effectOf<T extends ToxicEffect>(toxic: T): Effect<T> {
  // The table has an entry for each type, which TypeScript cannot follow through a union.
  return effects[toxic.type] as unknown as Effect<T>;
}
