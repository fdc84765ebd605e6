import fc from "fast-check";
import { expect, it } from "vitest";
import { runLines } from "./run-lines.ts";

it("scores stay as they are where they fall", () => {
  const places = [3.5, 2, -1].map((score, at) => ({ document: `d${at}`, score }));
  expect(runLines("q", places, "t")).toBe("q Q0 d0 1 3.5 t\nq Q0 d1 2 2 t\nq Q0 d2 3 -1 t\n");
});

it("nobody's scores fall from 0", () => {
  const places = ["a", "b"].map((document) => ({ document, score: null }));
  expect(runLines("q", places, "t")).toBe("q Q0 a 1 0 t\nq Q0 b 2 -0.000001 t\n");
});

it("evaluators that sort by score, in single precision even, find the order that was written", () => {
  const score = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }));
  fc.assert(
    fc.property(fc.array(score, { maxLength: 200 }), (scores) => {
      const descending = [...scores].sort((a, b) => (b ?? -1e9) - (a ?? -1e9));
      const places = descending.map((one, at) => ({ document: `d${at}`, score: one }));
      const written = runLines("q", places, "t").split("\n").slice(0, -1);
      const read = written.map((line) => Math.fround(Number(line.split(" ")[4])));
      expect(read.every((one, at) => at === 0 || one < (read[at - 1] ?? 0))).toBe(true);
    }),
  );
});
