import fc from "fast-check";
import { expect, it } from "vitest";
import { chunkTexts } from "./chunk-texts.ts";

const long = "x".repeat(128 * 1024);

it.each([
  ["nothing", [], 2, []],
  ["a short list in one piece", ["a", "b", "c"], 4, [[0, 3]]],
  [
    "a longer list shared out",
    Array(20).fill("a"),
    2,
    [
      [0, 10],
      [10, 20],
    ],
  ],
  [
    "a long text alone",
    ["a", `${long}b`, "c"],
    1,
    [
      [0, 1],
      [1, 2],
      [2, 3],
    ],
  ],
  [
    "as many characters as may cross at once",
    [long, "a"],
    1,
    [
      [0, 1],
      [1, 2],
    ],
  ],
  ["empty texts", ["", ""], 1, [[0, 2]]],
] as const)("%s", (_name, texts, parallel, wanted) => {
  expect(chunkTexts(texts, parallel).map(({ start, end }) => [start, end])).toEqual(wanted);
});

it("every text is in one part, in order, and a part of several is within the limit", () => {
  const texts = fc.array(
    fc.integer({ min: 0, max: 90_000 }).map((length) => "x".repeat(length)),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 8 }), (list, parallel) => {
      const chunks = chunkTexts(list, parallel);
      expect(chunks.flatMap(({ start, end }) => list.slice(start, end))).toEqual(list);
      for (const { start, end } of chunks) {
        expect(end).toBeGreaterThan(start);
        const characters = list.slice(start, end).join("").length;
        expect(end - start === 1 || characters <= 128 * 1024).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
});
