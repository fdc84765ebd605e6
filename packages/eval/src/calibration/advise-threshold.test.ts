import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../input-error.ts";
import { wilson } from "./__fixtures__/calibration-cases.ts";
import { adviseThreshold } from "./advise-threshold.ts";
import type { PredictedPair } from "./judged-pairs.ts";

/** Each row: a probability, relevant ones and others of it, each in a query of its own. */
function predictions(
  ...rows: readonly (readonly [probability: number, relevant: number, others: number])[]
): readonly PredictedPair[] {
  let query = 0;
  return rows.flatMap(([probability, relevant, others]) =>
    Array.from({ length: relevant + others }, (_, at) => ({
      query: `q${query++}`,
      probability,
      relevant: at < relevant,
    })),
  );
}

const graded = predictions([0.912345, 95, 1], [0.71234, 90, 10], [0.4, 50, 50], [0.05, 5, 195]);

describe("advice", () => {
  it("is the smallest threshold whose lower bound is what is wanted", () => {
    expect(adviseThreshold(graded, { precision: 0.9 })).toEqual({
      reachable: true,
      threshold: 0.7,
      precision: 185 / 196,
      precisionLow: expect.closeTo(wilson.find(({ kept }) => kept === 196)?.low ?? 0, 10),
      recall: 185 / 240,
      kept: 196,
      keptPerQuery: 196 / 496,
      emptyQueries: 300 / 496,
    });
    expect(adviseThreshold(graded, { precision: 0.95 })).toMatchObject({ reachable: true, threshold: 0.9, kept: 96 });
  });

  it("says where it cannot be reached, and how far one can get", () => {
    expect(adviseThreshold(graded, { precision: 0.99 })).toMatchObject({
      reachable: false,
      best: { threshold: 0.9, precision: 95 / 96, precisionLow: expect.closeTo(0.955, 2) },
    });
    expect(adviseThreshold([], { precision: 0.5 })).toEqual({ reachable: false, best: undefined });
  });

  it.each(wilson)("the bound of $relevant of $kept is Wilson's, as statsmodels has it", ({ relevant, kept, low }) => {
    const advice = adviseThreshold(predictions([0.5, relevant, kept - relevant]), { precision: 1 });
    expect(advice.reachable).toBe(false);
    if (!advice.reachable) expect(advice.best?.precisionLow).toBeCloseTo(low, 10);
  });

  it("the confidence may be another one", () => {
    const [sure, even] = [0.99, 0.5].map((confidence) => adviseThreshold(graded, { precision: 0.9, confidence }));
    expect([sure, even]).toMatchObject([{ threshold: 0.9 }, { threshold: 0.7, precisionLow: 185 / 196 }]);
  });

  it("the threshold keeps exactly what it says, with as few digits as part it", () => {
    const some = fc.array(
      fc.record({
        probability: fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
        relevant: fc.boolean(),
        query: fc.constantFrom("a", "b"),
      }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(some, fc.double({ min: 0.01, max: 1, noNaN: true }), (given, precision) => {
        const advice = adviseThreshold(given, { precision });
        const figures = advice.reachable ? advice : advice.best;
        const kept = given.filter(({ probability }) => probability >= (figures?.threshold ?? 1));
        expect(kept).toHaveLength(figures?.kept ?? -1);
        expect(figures?.precision).toBe(kept.filter(({ relevant }) => relevant).length / kept.length);
        if (advice.reachable) expect(advice.precisionLow).toBeGreaterThanOrEqual(precision);
      }),
      { numRuns: 500 },
    );
  });

  it.each([0, -1, 1.1, Number.NaN])("a precision of %s is refused", (precision) => {
    expect(() => adviseThreshold(graded, { precision })).toThrow(InputError);
    expect(() => adviseThreshold(graded, { precision: 0.9, confidence: precision })).toThrow(InputError);
  });
});
