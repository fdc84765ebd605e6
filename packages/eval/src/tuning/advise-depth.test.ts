import { describe, expect, it } from "vitest";
import { InputError } from "../input-error.ts";
import { createRandom } from "../random.ts";
import { adviseDepth, type DepthRow } from "./advise-depth.ts";

const random = createRandom(6);
const base = Array.from({ length: 100 }, random);
const noise = (size: number): number => size * (random() - 0.5);
const row = (depth: number, gain: () => number): DepthRow => ({
  depth,
  values: base.map((value) => value + gain()),
  latencyMs: depth * 2,
  usdPerThousandQueries: depth / 10,
});

// What 20 gains is clear; what 50 and 100 add to it is noise with a hair on top.
const twenty = row(20, () => 0.1 + noise(0.1));
const after = (depth: number, gain: number): DepthRow => ({
  ...row(depth, () => 0),
  values: Array.from(twenty.values, (value) => value + gain + noise(0.3)),
});
const rows = [row(0, () => 0), row(10, () => 0.05 + noise(0.1)), twenty, after(50, 0.001), after(100, 0.001)];

describe("adviseDepth", () => {
  it("names the best depth, and the least that cannot be told from it", () => {
    const advice = adviseDepth(rows);
    expect(advice).toMatchObject({ deepest: 100, enough: 20 });
    expect([50, 100]).toContain(advice?.best);
    expect(advice?.loss.mean).toBeGreaterThan(0);
    expect(advice?.loss.low).toBeLessThan(0);
  });

  it.each([
    [{ maxLatencyMs: 100 }, 50],
    [{ maxLatencyMs: 99 }, 20],
    [{ maxUsdPerThousandQueries: 1 }, 10],
    [{ maxLatencyMs: 100, maxUsdPerThousandQueries: 1.5 }, 10],
    [{ maxLatencyMs: 0 }, 0],
  ])("looks at depths within %j alone: at most %d", (budget, deepest) => {
    const advice = adviseDepth(rows, budget);
    expect(advice?.deepest).toBe(deepest);
    expect(advice?.best).toBeLessThanOrEqual(deepest);
    expect(advice?.enough).toBeLessThanOrEqual(advice?.best as number);
  });

  it("gives nothing where nothing fits, or nothing is known of it", () => {
    expect(adviseDepth(rows, { maxLatencyMs: -1 })).toBeUndefined();
    expect(adviseDepth([])).toBeUndefined();
    const unknown = rows.map(({ depth, values }) => ({ depth, values }));
    expect(adviseDepth(unknown, { maxLatencyMs: 1000 })).toBeUndefined();
    expect(adviseDepth(unknown)?.enough).toBe(20);
  });

  it("takes the order of rows as it comes, and changes it not", () => {
    expect(adviseDepth(Object.freeze(rows.toReversed()))).toEqual(adviseDepth(rows));
  });

  it("stays with the first stage where reranking makes it worse or changes nothing", () => {
    const worse = [row(0, () => 0), row(10, () => -0.1), row(20, () => -0.2)];
    const nothing = { mean: 0, low: 0, high: 0 };
    expect(adviseDepth(worse)).toEqual({ deepest: 20, best: 0, enough: 0, loss: nothing });
    const same = [row(0, () => 0), row(10, () => 0)];
    expect(adviseDepth(same)).toEqual({ deepest: 10, best: 0, enough: 0, loss: nothing });
  });

  it("is one standard error of the paired difference, neither more nor less", () => {
    // Losses of 0 and 0.5 have mean 0.25 and standard error 0.25.
    const best = { depth: 2, values: [1, 1] };
    expect(adviseDepth([{ depth: 1, values: [1, 0.5] }, best])?.enough).toBe(1);
    expect(adviseDepth([{ depth: 1, values: [0.99, 0.5] }, best])?.enough).toBe(2);
    expect(
      adviseDepth([
        { depth: 1, values: [0.9] },
        { depth: 2, values: [1] },
      ])?.enough,
    ).toBe(2);
  });

  it("refuses rows over different queries", () => {
    const mixed = [row(0, () => 0), { depth: 1, values: [1, 2] }];
    expect(() => adviseDepth(mixed)).toThrow(InputError);
  });
});
