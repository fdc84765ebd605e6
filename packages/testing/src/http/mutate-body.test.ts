import { describe, expect, it } from "vitest";
import { mutateBody } from "./mutate-body.ts";

const body = JSON.stringify({
  id: "x",
  results: [0, 1, 2].map((index) => ({ index, relevance_score: index / 4 })),
  meta: {},
});
const all = Array.from({ length: 3_000 }, (_, seed) => mutateBody(seed, body));

const parsed = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
};

describe("mutateBody", () => {
  it("gives the same bytes for the same seed and body", () => {
    expect(mutateBody(42, body)).toEqual(all[42]);
    expect(new Set(all.map((bytes) => bytes.toString("latin1"))).size).toBeGreaterThan(1_000);
  });

  it("seldom leaves the body as it is", () => {
    expect(all.filter((bytes) => bytes.toString() === body).length).toBeLessThan(150);
  });

  it("breaks trees and bytes alike", () => {
    const trees = all.filter((bytes) => parsed(bytes) !== undefined);
    expect(trees.length).toBeGreaterThan(600);
    expect(all.length - trees.length).toBeGreaterThan(600);
  });

  it.each<[string, (bytes: Buffer) => boolean]>([
    ["cut anywhere", (bytes) => bytes.length < body.length && body.startsWith(bytes.toString())],
    ["invalid UTF-8", (bytes) => !Buffer.from(bytes.toString()).equals(bytes)],
    ["a byte order mark", (bytes) => bytes[0] === 0xef],
    ["numbers that overflow", (bytes) => bytes.includes("1e999")],
    ["deep nesting", (bytes) => bytes.includes("[".repeat(2_000))],
    ["a member twice", (bytes) => /"index":[^,]+,"index":/.test(bytes.toString())],
    ["__proto__ for a name", (bytes) => bytes.includes('"__proto__":')],
    ["a row twice", (bytes) => /("index":2.*){2}/.test(bytes.toString())],
    ["fewer rows", (bytes) => (parsed(bytes) as { results?: unknown[] } | undefined)?.results?.length === 2],
    ["an object in place of a number", (bytes) => /"(index|relevance_score)":\{/.test(bytes.toString())],
    ["a root of another type", (bytes) => ["number", "string", "boolean"].includes(typeof parsed(bytes))],
  ])("now and then there is %s", (_, found) => {
    expect(all.filter(found).length).toBeGreaterThan(0);
  });

  it("takes any JSON", () => {
    for (const text of ["0", "null", '""', "[]", "{}"]) {
      for (let seed = 0; seed < 200; seed++) expect(mutateBody(seed, text)).toBeInstanceOf(Buffer);
    }
  });
});
