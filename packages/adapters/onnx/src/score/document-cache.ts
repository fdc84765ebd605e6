import { LRUCache } from "lru-cache";
import type { Encoding } from "./vectors.ts";

/** An encoded document. */
export interface Remembered {
  readonly encoding: Encoding;
  /** Whether it was longer than what the model reads. */
  readonly truncated: boolean;
}

/** Encoded documents remembered between calls. */
export interface DocumentCache {
  /** Whether it keeps anything. */
  readonly remembers: boolean;
  get(text: string): Remembered | undefined;
  set(text: string, document: Remembered): void;
}

/** Remembers up to so many bytes of encodings, least recently used out first; with 0 nothing. */
export function createDocumentCache(maxBytes: number): DocumentCache {
  if (maxBytes < 1) return { remembers: false, get: () => undefined, set: () => {} };
  const cache = new LRUCache<string, Remembered>({ maxSize: Math.floor(maxBytes), sizeCalculation: bytesOf });
  return {
    remembers: true,
    get: (text) => cache.get(text),
    set: (text, document) => void cache.set(text, document),
  };
}

/** What an entry takes: its vectors, and its key at two bytes a character. */
function bytesOf({ encoding: { pooled, tokens } }: Remembered, text: string): number {
  return pooled.byteLength + tokens.byteLength + 2 * text.length;
}
