import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRetryBudget, type RetryBudget } from "./retry-budget.ts";

/** How many retries it pays for at one moment. */
function drain(budget: RetryBudget, now: number): number {
  let paid = 0;
  while (budget.withdraw(now)) paid++;
  return paid;
}

describe("the retry budget", () => {
  it.each([0.01, 0.1, 0.2, 0.25, 0.3, 0.9, 1, 2])("allows n × %d of n calls, give or take one", (ratio) => {
    for (const calls of [1, 10, 99, 1000, 10_000]) {
      const budget = createRetryBudget({ ratio, perSecond: 0 }, 0);
      let paid = 0;
      for (let call = 0; call < calls; call++) {
        budget.deposit(0);
        paid += drain(budget, 0);
      }
      expect(Math.abs(paid - calls * ratio)).toBeLessThanOrEqual(1);
    }
  });

  it.each([
    [0, 1],
    [999, 1],
    [1000, 2],
    [3500, 4],
    [9000, 10],
    [9999, 10],
    [10_000, 10],
    [3_600_000, 10],
  ])("without calls holds after %d ms %d retries", (now, retries) => {
    expect(drain(createRetryBudget({ ratio: 0.2, perSecond: 1 }, 0), now)).toBe(retries);
  });

  it("is 20 % and one a second by default", () => {
    const budget = createRetryBudget({}, 500);
    for (let call = 0; call < 50; call++) budget.deposit(500);
    expect([drain(budget, 500), drain(budget, 1499), drain(budget, 1500)]).toEqual([11, 0, 1]);
  });

  it("forgets calls after ten seconds", () => {
    for (const [now, retries] of [
      [9999, 20],
      [10_000, 0],
    ] as const) {
      const budget = createRetryBudget({ ratio: 0.2, perSecond: 0 }, 0);
      for (let call = 0; call < 100; call++) budget.deposit(0);
      expect(drain(budget, now)).toBe(retries);
    }
  });

  it("spends the oldest first", () => {
    const budget = createRetryBudget({ ratio: 1, perSecond: 0 }, 0);
    for (const now of [0, 3000, 5000]) budget.deposit(now);
    expect(budget.withdraw(5000)).toBe(true);
    expect(drain(budget, 10_000)).toBe(2);
  });

  it("adds up fractions to a whole", () => {
    expect(drain(createRetryBudget({ ratio: 0, perSecond: 0.1 }, 0), 9000)).toBe(1);
  });

  it("of nothing allows nothing", () => {
    const budget = createRetryBudget({ ratio: 0, perSecond: 0 }, 0);
    budget.deposit(0);
    expect(drain(budget, 1e9)).toBe(0);
  });

  it("never pays more than was put in, nor more than the last ten seconds' worth, whatever happens", () => {
    const step = fc.record({ pause: fc.integer({ min: 0, max: 4000 }), calls: fc.nat(20), asks: fc.nat(20) });
    const ratios = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(step), ratios, fc.nat(3), (steps, ratio, perSecond) => {
        const budget = createRetryBudget({ ratio, perSecond }, 0);
        const made: { readonly at: number; readonly calls: number }[] = [];
        let now = 0;
        let paid = 0;
        for (const { pause, calls, asks } of steps) {
          now += pause;
          made.push({ at: now, calls });
          times(calls, () => budget.deposit(now));
          const burst = times(asks, () => budget.withdraw(now)).filter(Boolean).length;
          paid += burst;
          const young = sumOf(made.filter(({ at }) => now - at < 10_000));
          expect(burst).toBeLessThanOrEqual(ratio * young + perSecond * 10 + 1e-6);
          expect(paid).toBeLessThanOrEqual(ratio * sumOf(made) + perSecond * (now / 1000 + 1) + 1e-6);
        }
      }),
      { numRuns: 1000, seed: 20261121 },
    );
  });
});

function times<T>(count: number, act: () => T): T[] {
  return Array.from({ length: count }, act);
}

function sumOf(made: readonly { readonly calls: number }[]): number {
  return made.reduce((sum, { calls }) => sum + calls, 0);
}
