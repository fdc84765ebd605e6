import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bootstrapInterval } from "./bootstrap-interval.ts";
import { holm } from "./holm.ts";
import { normalBelow, normalQuantile } from "./normal.ts";
import { pairedRandomisationTest } from "./paired-randomisation-test.ts";
import { pairedTTest } from "./paired-t-test.ts";
import { studentTail } from "./student-t.ts";

type Interval = readonly [number, number];

/** Made by __fixtures__/make-statistics.py with SciPy and statsmodels. */
interface Statistics {
  readonly tests: readonly {
    readonly a: readonly number[];
    readonly b: readonly number[];
    readonly permutation: { readonly p: number; readonly exact: boolean };
    readonly tTest: { readonly t: number; readonly df: number; readonly p: number };
  }[];
  readonly bootstrap: readonly {
    readonly values: readonly number[];
    readonly std: number;
    readonly "bca-0.9": Interval;
    readonly "bca-0.95": Interval;
    readonly "percentile-0.9": Interval;
    readonly "percentile-0.95": Interval;
  }[];
  readonly tail: readonly { readonly t: number; readonly df: number; readonly p: number }[];
  readonly normal: readonly { readonly x: number; readonly below: number }[];
  readonly holm: readonly { readonly p: readonly number[]; readonly adjusted: readonly number[] }[];
}

const oracle: Statistics = JSON.parse(readFileSync(new URL("./__fixtures__/statistics.json", import.meta.url), "utf8"));
const exact = oracle.tests.filter(({ permutation }) => permutation.exact);
const sampled = oracle.tests.filter(({ permutation }) => !permutation.exact);

const relativeError = (actual: number, expected: number): number => Math.abs(actual / expected - 1);

/** How far our bounds are from SciPy's, in standard errors of the mean. */
function deviations(sample: Statistics["bootstrap"][number], method: "bca" | "percentile"): number[] {
  const { values, std } = sample;
  const iterations = values.length < 300 ? 100_000 : 20_000;
  return ([0.9, 0.95] as const).flatMap((confidence) => {
    const ours = bootstrapInterval(values, { method, confidence, iterations });
    const [low, high] = sample[`${method}-${confidence}`];
    return [ours.low - low, ours.high - high].map((by) => (Math.abs(by) * Math.sqrt(values.length)) / std);
  });
}

describe("beside SciPy and statsmodels", () => {
  it("has pairs of both kinds to compare", () => {
    expect([exact.length, sampled.length]).toEqual([25, 33]);
  });

  it("the exact randomisation test gives the same p", () => {
    for (const { a, b, permutation } of exact) {
      const { p, exact } = pairedRandomisationTest(a, b);
      expect(exact).toBe(true);
      expect(p).toBeCloseTo(permutation.p, 12);
    }
  });

  it("the sampled one gives p within five standard errors of both samples", () => {
    for (const { a, b, permutation } of sampled) {
      const { p } = pairedRandomisationTest(a, b);
      const error = Math.sqrt((permutation.p * (1 - permutation.p)) / 100_000) + 1e-5;
      expect(Math.abs(p - permutation.p)).toBeLessThan(5 * error);
    }
  });

  it("the paired t-test gives the same t, degrees of freedom and p", () => {
    for (const { a, b, tTest } of oracle.tests) {
      const { t, degreesOfFreedom, p } = pairedTTest(a, b);
      expect(degreesOfFreedom).toBe(tTest.df);
      expect(t).toBeCloseTo(tTest.t, 9);
      expect(relativeError(p, tTest.p)).toBeLessThan(1e-9);
    }
  });

  it("Student's distribution, far out as well", () => {
    expect(oracle.tail).toHaveLength(132);
    for (const { t, df, p } of oracle.tail) {
      expect(relativeError(studentTail(t, df), p)).toBeLessThan(1e-9);
      expect(studentTail(-t, df)).toBe(studentTail(t, df));
    }
  });

  it("the normal distribution, and its quantile back", () => {
    expect(oracle.normal.length).toBeGreaterThan(40);
    for (const { x, below } of oracle.normal) {
      expect(Math.abs(normalBelow(x) - below)).toBeLessThan(1e-14);
      if (Math.abs(x) < 5) expect(normalQuantile(below)).toBeCloseTo(x, 9);
    }
  });

  it.each(["bca", "percentile"] as const)("bounds of %s intervals, in hundredths of a standard error", (method) => {
    expect(oracle.bootstrap).toHaveLength(23);
    const deviationsOf = (samples: Statistics["bootstrap"]): number[] =>
      samples.flatMap((sample) => deviations(sample, method));
    const few = deviationsOf(oracle.bootstrap.filter(({ values }) => values.length <= 10));
    const many = deviationsOf(oracle.bootstrap.filter(({ values }) => values.length > 10));
    // Few values, or few different ones, have few means, and their quantiles jump.
    expect(Math.max(...few)).toBeLessThan(0.4);
    expect(Math.max(...many)).toBeLessThan(0.12);
    const near = [...few, ...many].filter((deviation) => deviation < 0.06);
    expect(near.length).toBeGreaterThan(0.85 * 4 * 23);
  });

  it("which is close enough to tell one kind of interval from the other", () => {
    const apart = oracle.bootstrap.filter(({ values, std, ...intervals }) => {
      const difference = intervals["bca-0.95"][1] - intervals["percentile-0.95"][1];
      return Math.abs(difference) * Math.sqrt(values.length) > 0.2 * std;
    });
    expect(apart.length).toBeGreaterThanOrEqual(8);
  });

  it("Holm's adjusted p-values", () => {
    for (const { p, adjusted } of oracle.holm) {
      for (const [at, value] of holm(p).entries()) expect(value).toBeCloseTo(adjusted[at] as number, 14);
    }
  });
});
