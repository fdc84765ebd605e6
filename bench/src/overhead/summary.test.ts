import { describe, expect, it } from "vitest";
import type { RoundFigures } from "./measure.ts";
import { median, summarise } from "./summary.ts";

const rounds = (...medians: number[]): RoundFigures[] =>
  medians.map((medianUs) => ({ medianUs, p99Us: medianUs * 10, calls: 5 }));

describe("summarise", () => {
  it("compares within a round before it takes the median over the rounds", () => {
    // Round by round 10, 10 and 40 are added; the difference of the medians would be 8.
    const figures = new Map([
      ["bare", rounds(2, 4, 10)],
      ["core", rounds(12, 14, 50)],
    ]);
    const [bare, core] = summarise(100, figures);
    expect(bare).toMatchObject({ name: "bare", medianUs: 4, addedUs: 0, ratio: 1, calls: 15 });
    expect(core).toEqual({
      documents: 100,
      name: "core",
      medianUs: 14,
      p99Us: 140,
      addedUs: 10,
      addedRangeUs: [10, 40],
      ratio: 5,
      calls: 15,
    });
  });

  it("needs the baseline, in every round", () => {
    expect(() => summarise(100, new Map([["core", rounds(1)]]))).toThrow(/no rounds of bare/);
    const uneven = new Map([
      ["bare", rounds(1)],
      ["core", rounds(1, 2)],
    ]);
    expect(() => summarise(100, uneven)).toThrow(/core has 2 rounds, not 1/);
  });
});

it("takes the middle, or the mean of the middle two", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 2, 100])).toBe(3);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNaN();
});
