import { describe, expect, it } from "vitest";
import type { Contender } from "./contenders.ts";
import type { Round } from "./measure.ts";
import type { Sample } from "./sample.ts";
import { fastestOf, summarise } from "./summary.ts";

const contender = (name: string, family: Contender["family"]): Contender => ({
  name,
  family,
  asDocumented: false,
  batchSize: 1,
});
const ours = contender("ours", "secondpass");
const slow = contender("slow", "transformers.js");
const fast = contender("fast", "transformers.js");

const sample = (ms: number, peakRssMb: number, more: Partial<Sample> = {}): Sample => ({
  calls: [ms, ms * 3],
  scores: [[1, 2], [3]],
  firstScoreMs: ms,
  peakRssMb,
  loopDelayMs: [1, ms, ms * 2],
  foreignCores: 0,
  ...more,
});

const rounds: readonly Round[] = [
  new Map([
    ["ours", sample(100, 200)],
    ["slow", sample(400, 400)],
    ["fast", sample(300, 100, { foreignCores: 0.5 })],
  ]),
  new Map([
    ["ours", sample(200, 200)],
    ["slow", sample(1000, 400, { scores: [[1, 2.5], [3.25]] })],
    ["fast", sample(300, 100)],
  ]),
];

describe("summarise", () => {
  const [own, slower, faster] = summarise([ours, slow, fast], rounds);

  it("compares within a round before it takes the median over the rounds", () => {
    expect(slower?.ourSpeed).toEqual({ median: 4.5, lowest: 4, highest: 5 });
    expect(slower?.ourMemory).toEqual({ median: 0.5, lowest: 0.5, highest: 0.5 });
    expect(own?.ourSpeed.median).toBe(1);
  });

  it("counts the pairs of all lists and takes medians of the rest", () => {
    // 200 pairs in 400 ms, and in 800 ms.
    expect(own?.pairsPerSecond).toBe(375);
    expect(own?.loopDelayMs).toEqual([1, 150, 300]);
    expect(own?.firstScoreMs).toBe(150);
  });

  it("tells the greatest difference of scores and how many samples were disturbed", () => {
    expect([own?.greatestDifference, slower?.greatestDifference]).toEqual([0, 0.5]);
    expect([slower?.disturbed, faster?.disturbed]).toEqual([0, 1]);
  });

  it("has no event loop where a sample has none", () => {
    const silent: Round = new Map([["ours", sample(1, 1, { loopDelayMs: undefined })]]);
    expect(summarise([ours], [silent])[0]?.loopDelayMs).toBeUndefined();
  });

  it("needs every contender in every round", () => {
    expect(() => summarise([ours, slow], [new Map([["ours", sample(1, 1)]])])).toThrow(/lacks slow/);
  });
});

it("finds the fastest of a family", () => {
  const summaries = summarise([ours, slow, fast], rounds);
  expect(fastestOf(summaries, "transformers.js")?.contender.name).toBe("fast");
  expect(fastestOf(summaries, "sentence-transformers")).toBeUndefined();
});
