import { LRUCache } from "lru-cache";
import type { Encoding } from "./vectors.ts";

/** Encoded documents remembered between calls. */
export interface DocumentCache {
  /** Whether it keeps anything. */
  readonly remembers: boolean;
  get(text: string): Encoding | undefined;
  set(text: string, encoding: Encoding): void;
}

/** Remembers up to so many bytes of encodings, least recently used out first; with 0 nothing. */
export function createDocumentCache(maxBytes: number): DocumentCache {
  if (maxBytes < 1) return { remembers: false, get: () => undefined, set: () => {} };
  const cache = new LRUCache<string, Encoding>({ maxSize: Math.floor(maxBytes), sizeCalculation: bytesOf });
  return {
    remembers: true,
    get: (text) => cache.get(text),
    set: (text, encoding) => void cache.set(text, encoding),
  };
}

/** What an entry takes: its vectors, and its key at two bytes a character. */
function bytesOf({ pooled, tokens }: Encoding, text: string): number {
  return pooled.byteLength + tokens.byteLength + 2 * text.length;
}
