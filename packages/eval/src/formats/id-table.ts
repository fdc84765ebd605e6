/** Tells whether an id was there before; ids are bytes of one buffer. */
export interface IdTable {
  /** Adds `ids[start, end)`. @returns whether an equal one was there. */
  add(ids: Uint8Array, start: number, end: number): boolean;
  clear(): void;
}

/** FNV-1a. Source: http://www.isthe.com/chongo/tech/comp/fnv/ */
const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

/** Far from the largest number that a slot holds. */
const highestBase = 2 ** 30;

/** A hash table of places in a buffer, open addressing: no string is made, and clearing it costs next to nothing. */
export function createIdTable(): IdTable {
  // A slot is free up to `base`; above it, it holds the number of an id, from 1. So clearing need not touch them.
  let slots = new Int32Array(128);
  let base = 0;
  let hashes = new Int32Array(64);
  let starts = new Int32Array(64);
  let ends = new Int32Array(64);
  let count = 0;

  const isEqual = (ids: Uint8Array, one: number, start: number, end: number): boolean =>
    sameBytes(ids, starts[one] as number, ends[one] as number, start, end);
  /** The slot of an equal id, or the free one where this belongs. */
  const find = (ids: Uint8Array, start: number, end: number, hash: number): number => {
    const mask = slots.length - 1;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const found = (slots[slot] as number) - base - 1;
      if (found < 0 || (hashes[found] === hash && isEqual(ids, found, start, end))) return slot;
    }
  };
  const grow = (ids: Uint8Array): void => {
    slots = new Int32Array(slots.length * 2);
    [hashes, starts, ends] = [twice(hashes), twice(starts), twice(ends)];
    for (let at = 0; at < count; at++) {
      slots[find(ids, starts[at] as number, ends[at] as number, hashes[at] as number)] = base + at + 1;
    }
  };

  return {
    add(ids, start, end) {
      if (count === starts.length) grow(ids);
      const hash = hashOf(ids, start, end);
      const slot = find(ids, start, end, hash);
      if ((slots[slot] as number) > base) return true;
      hashes[count] = hash;
      starts[count] = start;
      ends[count] = end;
      slots[slot] = base + ++count;
      return false;
    },
    clear() {
      base += count;
      count = 0;
      if (base < highestBase) return;
      slots.fill(0);
      base = 0;
    },
  };
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = offsetBasis;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), prime);
  return hash | 0;
}

/** The lower bits of FNV-1a alone depend on the lower bits of the text. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}

function sameBytes(bytes: Uint8Array, startA: number, endA: number, startB: number, endB: number): boolean {
  if (endA - startA !== endB - startB) return false;
  for (let a = startA, b = startB; a < endA; a++, b++) if (bytes[a] !== bytes[b]) return false;
  return true;
}

function twice(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
