import { describe, expect, it } from "vitest";
import { createRandom, type Random } from "../random.ts";
import { bootstrapInterval } from "./bootstrap-interval.ts";
import { holm } from "./holm.ts";
import { mean } from "./mean.ts";
import { pairedRandomisationTest } from "./paired-randomisation-test.ts";
import { pairedTTest } from "./paired-t-test.ts";

const random = createRandom(2026);
const reciprocalRank = (): number => 1 / (1 + Math.floor(random() * 12));
const list = (length: number, of: Random): number[] => Array.from({ length }, of);

/** Share of `draws` experiments in which something held. */
function share(draws: number, holds: () => boolean): number {
  let count = 0;
  for (let draw = 0; draw < draws; draw++) if (holds()) count++;
  return count / draws;
}

// Seeds are fixed, so what holds once holds always; bounds are four standard errors of the share.
describe("where nothing differs but by chance", () => {
  it("5 % of randomisation tests give p below 0.05, and half give p below 0.5", () => {
    const ps = list(2000, () => pairedRandomisationTest(list(30, random), list(30, random), { iterations: 999 }).p);
    expect(Math.abs(ps.filter((p) => p <= 0.05).length / 2000 - 0.05)).toBeLessThan(0.02);
    expect(Math.abs(ps.filter((p) => p <= 0.5).length / 2000 - 0.5)).toBeLessThan(0.045);
  });

  it("exact tests never give p ≤ 0.05 more often than in 5 %", () => {
    const below = share(
      2000,
      () => pairedRandomisationTest(list(8, reciprocalRank), list(8, reciprocalRank)).p <= 0.05,
    );
    expect(below).toBeGreaterThan(0.02);
    expect(below).toBeLessThan(0.05 + 0.02);
  });

  it("5 % of t-tests give p below 0.05", () => {
    const below = share(4000, () => pairedTTest(list(30, random), list(30, random)).p <= 0.05);
    expect(Math.abs(below - 0.05)).toBeLessThan(0.014);
  });

  it("Holm keeps the chance of any false alarm among ten near 5 %", () => {
    const test = (): number => pairedTTest(list(25, random), list(25, random)).p;
    const alarms = share(2000, () => holm(list(10, test)).some((p) => p <= 0.05));
    expect(Math.abs(alarms - 0.05)).toBeLessThan(0.02);
  });
});

describe("95 % intervals hold the true mean", () => {
  /** In how many of 1500 experiments the mean lay below the interval, and above it. */
  function misses(truth: number, draw: () => number[], method: "bca" | "percentile"): [number, number] {
    let [below, above] = [0, 0];
    for (let experiment = 0; experiment < 1500; experiment++) {
      const { low, high } = bootstrapInterval(draw(), { iterations: 500, method });
      if (truth < low) below++;
      if (truth > high) above++;
    }
    return [below, above];
  }

  it.each(["bca", "percentile"] as const)("%s, values spread evenly over 0 to 1, 50 queries", (method) => {
    const [below, above] = misses(0.5, () => list(50, random), method);
    expect(Math.abs((below + above) / 1500 - 0.055)).toBeLessThan(0.022);
  });

  it("BCa misses reciprocal ranks on both sides alike, the percentile mostly on one", () => {
    const truth = mean(Array.from({ length: 12 }, (_, at) => 1 / (at + 1)));
    const [bcaBelow, bcaAbove] = misses(truth, () => list(50, reciprocalRank), "bca");
    const [below, above] = misses(truth, () => list(50, reciprocalRank), "percentile");
    expect(Math.abs((bcaBelow + bcaAbove) / 1500 - 0.055)).toBeLessThan(0.022);
    expect(bcaAbove).toBeLessThan(2 * bcaBelow);
    expect(above).toBeGreaterThan(2.5 * below);
  });
});
