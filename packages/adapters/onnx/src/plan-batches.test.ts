import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BatchRules, planBatches } from "./plan-batches.ts";

const rules: BatchRules = { tokenBudget: 100, maxRows: 4 };

describe("plans", () => {
  it.each([
    ["nothing for no rows", [], 1, []],
    ["one batch where all fit", [10, 20, 15], 1, [[1, 2, 0]]],
    ["the longest first, ties in order", [10, 60, 10, 60], 1, [[1], [3], [0, 2]]],
    ["no more rows than are allowed", [5, 5, 5, 5, 5], 1, [[0, 1, 2, 3], [4]]],
    ["a row beyond the budget alone", [300, 10], 1, [[0], [1]]],
    ["a share of what is left for each of two workers", [10, 10, 10, 10], 2, [[0, 1], [2], [3]]],
    ["one row for each of many workers", [10, 10, 10], 8, [[0], [1], [2]]],
  ] as const)("%s", (_name, lengths, parallel, wanted) => {
    expect(planBatches(lengths, rules, parallel)).toEqual(wanted);
  });

  it("every row once, longest first, within the rules", () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 512 }), { maxLength: 80 });
    const some = fc.integer({ min: 1, max: 64 });
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 512 }), some, some, (rows, tokenBudget, maxRows, parallel) => {
        const batches = planBatches(rows, { tokenBudget, maxRows }, parallel);
        const order = batches.flat();
        expect([...order].sort((a, b) => a - b)).toEqual(rows.map((_, index) => index));
        const inOrder = order.map((index) => rows[index] as number);
        expect(inOrder).toEqual([...inOrder].sort((a, b) => b - a));
        for (const batch of batches) {
          expect(batch.length).toBeLessThanOrEqual(maxRows);
          const padded = batch.length * (rows[batch[0] as number] as number);
          expect(batch.length === 1 || padded <= tokenBudget).toBe(true);
        }
      }),
    );
  });

  it("no more than a worker's share of what is left", () => {
    const some = fc.integer({ min: 2, max: 16 });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 512 }), { maxLength: 80 }), some, (rows, parallel) => {
        let left = rows.reduce((sum, length) => sum + length, 0);
        const batches = planBatches(rows, { tokenBudget: 384, maxRows: 32 }, parallel);
        expect(batches.length).toBeGreaterThanOrEqual(Math.min(parallel, rows.length));
        for (const batch of batches) {
          const padded = batch.length * (rows[batch[0] as number] as number);
          expect(batch.length === 1 || padded <= left / parallel).toBe(true);
          left -= batch.reduce((sum, index) => sum + (rows[index] as number), 0);
        }
      }),
    );
  });
});
