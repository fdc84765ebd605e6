import { expect, it } from "vitest";
import { createDocumentCache, type Remembered } from "./document-cache.ts";

/** Takes 40 bytes, and 2 more for each character of its text. */
const document = (): Remembered => ({
  encoding: { pooled: new Float32Array(2), tokens: new Float32Array(8) },
  truncated: false,
});

it("keeps what fits into its bytes, texts included; the least recently used goes first", () => {
  const cache = createDocumentCache(2 * 42);
  const [a, b, c] = [document(), document(), document()];
  cache.set("a", a);
  cache.set("b", b);
  expect(cache.get("a")).toBe(a);
  cache.set("c", c);
  expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual([a, undefined, c]);
});

it("counts long texts: one that is larger than all of it is not kept, and takes no other's place", () => {
  const cache = createDocumentCache(100);
  const short = document();
  cache.set("short", short);
  cache.set("x".repeat(100), document());
  expect(cache.get("x".repeat(100))).toBeUndefined();
  expect(cache.get("short")).toBe(short);
});

it("takes a fraction of a byte for none", () => {
  const cache = createDocumentCache(0.5);
  cache.set("a", document());
  expect(cache.get("a")).toBeUndefined();
});

it("is off with 0", () => {
  const cache = createDocumentCache(0);
  cache.set("a", document());
  expect(cache.get("a")).toBeUndefined();
  expect(cache.remembers).toBe(false);
  expect(createDocumentCache(1).remembers).toBe(true);
});
