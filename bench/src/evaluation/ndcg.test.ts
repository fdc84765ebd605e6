import { describe, expect, it } from "vitest";
import { meanNdcg, ndcg } from "./ndcg.ts";

const judged = (levels: Record<string, number>): ReadonlyMap<string, number> => new Map(Object.entries(levels));

describe("ndcg", () => {
  it("is 1 for the best order and for it alone", () => {
    const judgements = judged({ a: 3, b: 2, c: 1 });
    expect(ndcg(["a", "b", "c"], judgements, 3)).toBe(1);
    expect(ndcg(["b", "a", "c"], judgements, 3)).toBeLessThan(1);
  });

  it("gains the level itself and discounts by log2(rank + 1)", () => {
    // Gained 1/log2(2) + 3/log2(3) = 1 + 1.892789 = 2.892789; best 3/log2(2) + 1/log2(3) = 3 + 0.630930 = 3.630930.
    // With a gain of 2^level − 1 it would be 0.709810, with a discount of log2(rank + 2) 0.890563.
    expect(ndcg(["low", "high"], judged({ low: 1, high: 3 }), 10)).toBeCloseTo(0.796708, 6);
  });

  it("discounts every rank, the second included", () => {
    // The paper's first form, log2(rank) from rank 2 on, would give 1 at rank 2.
    expect(ndcg(["x", "a"], judged({ a: 1 }), 10)).toBeCloseTo(1 / Math.log2(3), 12);
    expect(ndcg(["x", "y", "a"], judged({ a: 1 }), 10)).toBe(0.5);
  });

  it("gains nothing from unjudged documents, and nothing is lost by levels of 0 and below", () => {
    const judgements = judged({ a: 2, bad: -1, worse: -3, none: 0 });
    expect(ndcg(["unjudged", "a"], judgements, 10)).toBeCloseTo(1 / Math.log2(3), 12);
    expect(ndcg(["worse", "bad", "a"], judgements, 10)).toBe(0.5);
    expect(ndcg(["a", "worse", "none"], judgements, 10)).toBe(1);
  });

  it("looks at the first k places only, of the ranking and of the best order", () => {
    const judgements = judged({ a: 1, b: 1, c: 1 });
    expect(ndcg(["a", "x", "b", "c"], judgements, 1)).toBe(1);
    expect(ndcg(["x", "a", "b", "c"], judgements, 1)).toBe(0);
    // 1 of 1 + 1/log2(3).
    expect(ndcg(["a", "x", "b", "c"], judgements, 2)).toBeCloseTo(0.613147, 6);
  });

  it("measures short lists against all judged documents, those not found included", () => {
    // 1 of 1 + 0.630930 + 0.5.
    expect(ndcg(["a"], judged({ a: 1, b: 1, c: 1 }), 10)).toBeCloseTo(0.469279, 6);
    expect(ndcg([], judged({ a: 1 }), 10)).toBe(0);
  });

  it("is 0 where nothing is relevant", () => {
    expect(ndcg(["a", "b"], judged({ a: 0, b: -1 }), 10)).toBe(0);
    expect(ndcg(["a"], judged({}), 10)).toBe(0);
  });

  it("refuses a k that is no positive integer and rankings that repeat", () => {
    for (const k of [0, -1, 1.5, Number.NaN]) expect(() => ndcg(["a"], judged({ a: 1 }), k)).toThrow(/k must be/);
    expect(() => ndcg(["a", "b", "a"], judged({ a: 1 }), 10)).toThrow(/holds a document twice/);
  });
});

describe("meanNdcg", () => {
  const qrels = new Map([
    ["found", judged({ a: 1 })],
    ["missing", judged({ a: 1 })],
    ["nothing relevant", judged({ a: 0 })],
  ]);

  it("averages over all judged queries, those without a ranking as 0, and over no others", () => {
    const run = new Map([
      ["found", ["a"]],
      ["nothing relevant", ["a"]],
      ["not judged", ["a"]],
      ["not judged either", []],
    ]);
    const { mean, byQuery } = meanNdcg(run, qrels, 10);
    expect(mean).toBeCloseTo(1 / 3, 12);
    expect([...byQuery]).toEqual([
      ["found", 1],
      ["missing", 0],
      ["nothing relevant", 0],
    ]);
  });

  it("refuses to average over nothing", () => {
    expect(() => meanNdcg(new Map(), new Map(), 10)).toThrow(/no judgements/);
  });
});
