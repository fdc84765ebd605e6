import fc from "fast-check";
import { expect, it } from "vitest";
import { limitOf, marginOf } from "./budget-shares.ts";

it.each([
  [2000, 10],
  [200, 10],
  [100, 5],
  [20, 1],
  [Number.POSITIVE_INFINITY, 10],
])("of %d ms, %d are kept for first-stage order", (budgetMs, marginMs) => {
  expect(marginOf(budgetMs)).toBe(marginMs);
});

it.each([
  [1990, 0, 200, 1990],
  [1990, 1, 200, 1790],
  [1990, 2, 200, 1590],
  [300, 1, 200, 150],
  [300, 2, 200, 100],
  [300, 2, 0, 300],
  [Number.POSITIVE_INFINITY, 3, 200, Number.POSITIVE_INFINITY],
])("of %d ms left, with %d to come and a reserve of %d, one may take %d", (leftMs, later, reserveMs, limitMs) => {
  expect(limitOf(leftMs, later, reserveMs)).toBe(limitMs);
});

it("whoever takes all that it may leaves each one after it its reserve, or an equal share", () => {
  const positive = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(
      positive,
      fc.integer({ min: 0, max: 8 }),
      fc.oneof(fc.constant(0), positive),
      (leftMs, later, reserve) => {
        let left = leftMs;
        for (let behind = later; behind >= 0; behind--) {
          const limit = limitOf(left, behind, reserve);
          expect(limit).toBeGreaterThanOrEqual(0);
          left -= limit;
          expect(left).toBeGreaterThanOrEqual(behind * Math.min(reserve, leftMs / (later + 1)) - 1e-6);
        }
        expect(left).toBeCloseTo(0, 6);
      },
    ),
  );
});
