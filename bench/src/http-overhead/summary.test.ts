import { expect, it } from "vitest";
import type { RoundFigures } from "../overhead/measure.ts";
import type { Contender } from "./contenders.ts";
import { summariseContenders } from "./summary.ts";

const rounds = (...medians: number[]): RoundFigures[] => medians.map((medianUs) => ({ medianUs, p99Us: 0, calls: 5 }));
const call: Contender["call"] = async () => [];
const contenders: readonly Contender[] = [
  { name: "bare", call },
  { name: "ours", comparedWith: "bare", aim: 1.15, call },
];

it("takes ratios within a round, and then their median", () => {
  // 1.1, 2 and 1: the ratio of the medians would be 1.
  const figures = new Map([
    ["bare", rounds(100, 10, 1000)],
    ["ours", rounds(110, 20, 1000)],
  ]);
  expect(summariseContenders(contenders, figures)).toEqual([
    { name: "bare", medianUs: 100, calls: 15 },
    {
      name: "ours",
      medianUs: 110,
      calls: 15,
      comparedWith: "bare",
      aim: 1.15,
      ratio: 1.1,
      ratioRange: [1, 2],
    },
  ]);
});

it("needs the rounds of everybody", () => {
  expect(() => summariseContenders(contenders, new Map([["ours", rounds(1)]]))).toThrow("there are no rounds of bare");
});
