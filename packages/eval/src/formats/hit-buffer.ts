import { createIdTable } from "./id-table.ts";

/** The hits of one query. */
export interface HitBuffer {
  readonly count: number;
  /** Adds a hit. @returns whether another has this id already. */
  add(bytes: Uint8Array, start: number, end: number, score: number): boolean;
  /** The ids, parted by blanks. */
  ids(): string;
  scores(): Float64Array;
  clear(): void;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const blank = 0x20;

/** Makes an empty buffer, which grows as it must. */
export function createHitBuffer(): HitBuffer {
  let ids = new Uint8Array(1024);
  let scores = new Float64Array(64);
  let used = 0;
  let count = 0;
  const table = createIdTable();

  return {
    get count() {
      return count;
    },
    add(bytes, start, end, score) {
      const length = end - start;
      if (used + length + 1 > ids.length) ids = grown(ids, used + length + 1);
      if (count === scores.length) scores = grown(scores, count + 1);
      for (let at = 0; at < length; at++) ids[used + at] = bytes[start + at] as number;
      const isKnown = table.add(ids, used, used + length);
      ids[used + length] = blank;
      used += length + 1;
      scores[count] = score;
      count++;
      return isKnown;
    },
    ids: () => decoder.decode(ids.subarray(0, Math.max(0, used - 1))),
    scores: () => scores.slice(0, count),
    clear() {
      used = 0;
      count = 0;
      table.clear();
    },
  };
}

function grown<Kind extends Uint8Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(array: Kind, needed: number): Kind {
  const larger = new (array.constructor as new (length: number) => Kind)(Math.max(needed, array.length * 2));
  larger.set(array);
  return larger;
}
