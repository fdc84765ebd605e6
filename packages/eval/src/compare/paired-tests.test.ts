import { describe, expect, it } from "vitest";
import { InputError } from "../input-error.ts";
import { createRandom } from "../random.ts";
import { bootstrapInterval } from "./bootstrap-interval.ts";
import { holm } from "./holm.ts";
import { pairedRandomisationTest } from "./paired-randomisation-test.ts";
import { pairedTTest } from "./paired-t-test.ts";
import { winsLossesTies } from "./wins-losses-ties.ts";

const values = (length: number, seed: number): number[] => Array.from({ length }, createRandom(seed));

/** How likely heads are as far from half of all coins. */
function coinsAsExtreme(coins: number, heads: number): number {
  let [share, sum] = [2 ** -coins, 0];
  for (let k = 0; k <= coins; k++) {
    if (Math.abs(2 * k - coins) >= Math.abs(2 * heads - coins)) sum += share;
    share *= (coins - k) / (k + 1);
  }
  return sum;
}

describe("pairedRandomisationTest", () => {
  it("counts assignments of signs: three queries, all better, two of eight are as extreme", () => {
    expect(pairedRandomisationTest([1, 1, 1], [0, 0.5, 0.7])).toEqual({ p: 2 / 8, exact: true, iterations: 8 });
  });

  it("takes sums for equal that are equal on paper but not in their last bits", () => {
    // 0.1 + 0.2 − 0.3 is 5e-17 or 0, by the order of adding.
    expect(pairedRandomisationTest([0.1, 0.2, 0], [0, 0, 0.3]).p).toBe(1);
    expect(pairedRandomisationTest([0.3, 0.2, 0.1], [0, 0, 0]).p).toBe(2 / 8);
  });

  it("leaves queries without a difference aside, so that many queries may still be exact", () => {
    const same = values(500, 1);
    const { p, exact, iterations } = pairedRandomisationTest([...same, 1, 1, 1], [...same, 0, 0, 0]);
    expect({ p, exact, iterations }).toEqual({ p: 0.25, exact: true, iterations: 8 });
  });

  it("enumerates up to the number of iterations and samples beyond", () => {
    const of = (queries: number, iterations: number): boolean =>
      pairedRandomisationTest(values(queries, 1), values(queries, 2), { iterations }).exact;
    expect([of(16, 100_000), of(17, 100_000), of(10, 1024), of(10, 1023)]).toEqual([true, false, true, false]);
  });

  it.each([17, 31, 32, 33, 40, 64, 65, 300])("samples %d queries as the binomial distribution has them", (queries) => {
    // All differ by 1: the sum is that of as many coins.
    for (const wins of [queries, Math.ceil(0.6 * queries), Math.ceil(0.52 * queries)]) {
      const { p } = pairedRandomisationTest(
        Array.from({ length: queries }, (_, at) => (at < wins ? 1 : 0)),
        Array.from({ length: queries }, (_, at) => (at < wins ? 0 : 1)),
      );
      const expected = coinsAsExtreme(queries, wins);
      expect(Math.abs(p - expected)).toBeLessThan(5 * Math.sqrt((expected * (1 - expected)) / 100_000) + 2e-5);
    }
  });

  it("never says 0: the least is one in all that was looked at", () => {
    const high = values(300, 1).map((value) => value + 2);
    expect(pairedRandomisationTest(high, values(300, 2), { iterations: 999 })).toEqual({
      p: 1 / 1000,
      exact: false,
      iterations: 999,
    });
  });

  it("gives the same p for the same seed and another for another, and does not mind who is first", () => {
    const [a, b] = [values(60, 1), values(60, 2)];
    const p = pairedRandomisationTest(a, b).p;
    expect(pairedRandomisationTest(a, b, { seed: 42 }).p).toBe(p);
    expect(pairedRandomisationTest(b, a).p).toBe(p);
    expect(pairedRandomisationTest(a, b, { seed: 43 }).p).not.toBe(p);
  });
});

describe("pairedTTest", () => {
  it("is infinite where all queries differ by the same", () => {
    expect(pairedTTest([1, 2, 3], [0, 1, 2])).toEqual({ t: Number.POSITIVE_INFINITY, degreesOfFreedom: 2, p: 0 });
  });

  it("changes its sign with the order of the systems", () => {
    const [a, b] = [values(20, 1), values(20, 2)];
    expect(pairedTTest(a, b).t).toBe(-pairedTTest(b, a).t);
    expect(pairedTTest(a, b).p).toBe(pairedTTest(b, a).p);
  });
});

describe("bootstrapInterval", () => {
  it("gives the same bounds for the same seed and others for another", () => {
    const sample = values(50, 1);
    expect(bootstrapInterval(sample)).toEqual(bootstrapInterval(sample, { seed: 42, method: "bca", confidence: 0.95 }));
    expect(bootstrapInterval(sample, { seed: 1 })).not.toEqual(bootstrapInterval(sample));
  });

  it("is wider for more confidence, and holds the mean", () => {
    const [low, high] = [bootstrapInterval(values(50, 1), { confidence: 0.8 }), bootstrapInterval(values(50, 1))];
    expect(high.low).toBeLessThan(low.low);
    expect(low.low).toBeLessThan(low.mean);
    expect(low.mean).toBeLessThan(low.high);
    expect(low.high).toBeLessThan(high.high);
  });

  it("has no width where there is nothing to resample", () => {
    expect(bootstrapInterval([0.3])).toEqual({ mean: 0.3, low: 0.3, high: 0.3 });
    expect(bootstrapInterval([0.5, 0.5, 0.5])).toEqual({ mean: 0.5, low: 0.5, high: 0.5 });
  });

  it("stays finite and within the values with two values, one resample, one outlier", () => {
    for (const sample of [
      [0, 1],
      [0, 0, 0, 0, 0, 0, 0, 1],
      [1, 1, 1, 1, 0],
    ]) {
      for (const iterations of [1, 10, 1000]) {
        const { low, high } = bootstrapInterval(sample, { iterations });
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeGreaterThanOrEqual(low);
        expect(high).toBeLessThanOrEqual(1);
      }
    }
  });

  it.each([0, 1, Number.NaN, 95])("refuses a confidence of %d", (confidence) => {
    expect(() => bootstrapInterval([0, 1], { confidence })).toThrow(/confidence must lie between 0 and 1/);
  });
});

it("winsLossesTies takes rounding for no difference", () => {
  expect(winsLossesTies([0.3, 1, 0, 0.5, 0.5], [0.1 + 0.2, 0, 1, 0.5, 0.4])).toEqual({ wins: 2, losses: 1, ties: 2 });
  expect(winsLossesTies([0.5, 0.6], [0.52, 0.5], 0.05)).toEqual({ wins: 1, losses: 0, ties: 1 });
});

describe("holm", () => {
  it("multiplies the smallest by all, the next by one less, keeps their order, and stops at 1", () => {
    expect(holm([0.04, 0.01, 0.5])).toEqual([0.08, 0.03, 0.5]);
    expect(holm([0.02, 0.03])).toEqual([0.04, 0.04]);
    expect(holm([0.6, 0.7])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });

  it.each([-0.1, 1.1, Number.NaN])("refuses %d", (p) => {
    expect(() => holm([0.5, p])).toThrow(InputError);
  });
});

describe("input that shows nothing or cannot be used", () => {
  it.each([
    ["one query", [1], [0]],
    ["no difference", [0.5, 0.25, 0], [0.5, 0.25, 0]],
  ])("%s: p is 1", (_, a, b) => {
    expect(pairedRandomisationTest(a, b).p).toBe(1);
    expect(pairedTTest(a, b)).toMatchObject({ t: 0, p: 1 });
  });

  it.each<[number[], number[], RegExp]>([
    [[], [], /first system: no values; there must be at least one query/],
    [[1], [1, 2], /cannot pair 1 values with 2/],
    [[1, Number.NaN], [1, 2], /first system: value 1 is NaN/],
    [[1, 2], [Number.POSITIVE_INFINITY, 2], /second system: value 0 is Infinity/],
  ])("%j against %j is refused", (a, b, message) => {
    for (const test of [pairedRandomisationTest, pairedTTest, winsLossesTies]) {
      expect(() => test(a, b)).toThrow(message);
      expect(() => test(a, b)).toThrow(InputError);
    }
  });

  it.each([0, -1, 1.5, Number.NaN])("%d iterations are refused", (iterations) => {
    expect(() => pairedRandomisationTest([1], [0], { iterations })).toThrow(/iterations must be a positive integer/);
    expect(() => bootstrapInterval([1, 0], { iterations })).toThrow(/iterations must be a positive integer/);
  });
});
