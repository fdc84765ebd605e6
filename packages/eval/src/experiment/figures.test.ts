import { describe, expect, it } from "vitest";
import { costFigures, latencyFigures, outcomeCounts } from "./figures.ts";
import type { CallRecord } from "./rerank-dataset-options.ts";

const call = (usage: CallRecord["usage"], outcome: CallRecord["outcome"] = "reranked"): CallRecord => ({
  query: "q",
  documents: 1,
  rerankerId: "a:1",
  revision: undefined,
  scoreScale: "logit",
  durationMs: 1,
  reused: false,
  warnings: [],
  outcome,
  usage,
});

describe("latency", () => {
  it("has quantiles as numpy.quantile gives them", () => {
    // numpy 2.3: np.quantile([5, 1, 4, 2, 10], [.5, .95, .99]) = [4, 9, 9.8]
    const { calls, meanMs, p50Ms, p95Ms, p99Ms } = latencyFigures([5, 1, 4, 2, 10]) ?? expect.fail();
    expect([calls, meanMs, p50Ms]).toEqual([5, 4.4, 4]);
    expect(p95Ms).toBeCloseTo(9, 10);
    expect(p99Ms).toBeCloseTo(9.8, 10);
  });

  it("of one call is that call's, and of none there is none", () => {
    expect(latencyFigures([7])).toEqual({ calls: 1, meanMs: 7, p50Ms: 7, p95Ms: 7, p99Ms: 7 });
    expect(latencyFigures([])).toBeUndefined();
  });
});

describe("cost", () => {
  it("is summed, and told per thousand queries", () => {
    const calls = [
      call({ tokens: 10, costUsd: 0.002, requests: 1 }),
      call({ tokens: 30, costUsd: 0.004, requests: 2 }),
    ];
    const { usd, usdPerThousandQueries, ...rest } = costFigures(calls) ?? expect.fail();
    expect(rest).toEqual({ tokens: 40, requests: 3 });
    expect(usd).toBeCloseTo(0.006, 12);
    expect(usdPerThousandQueries).toBeCloseTo(3, 12);
  });

  it("is not told where some call does not tell it", () => {
    expect(costFigures([call({ tokens: 10, searchUnits: 1 }), call({ searchUnits: 1 })])).toEqual({ searchUnits: 2 });
    expect(costFigures([call(undefined)])).toBeUndefined();
    expect(costFigures([])).toBeUndefined();
  });
});

it("counts how answers came about", () => {
  const kinds = ["reranked", "fallback", "reranked", "first-stage", "partial"] as const;
  expect(outcomeCounts(kinds.map((kind) => call(undefined, kind)))).toEqual({
    reranked: 2,
    partial: 1,
    fallback: 1,
    "first-stage": 1,
  });
});
