import { describe, expect, it } from "vitest";
import { cases, pairsOf, predictionsOf } from "./__fixtures__/calibration-cases.ts";
import { brierScore, logLoss } from "./figures.ts";
import { reliability } from "./reliability.ts";
import { separation } from "./separation.ts";

describe.each(cases)("$name, as scikit-learn has it", (one) => {
  const predictions = predictionsOf(one);

  it("Brier score and log loss", () => {
    expect(brierScore(predictions)).toBeCloseTo(one.brier, 12);
    expect(logLoss(predictions)).toBeCloseTo(one.logLoss, 10);
  });

  it.each(["equal-mass", "equal-width"] as const)("the reliability diagram, %s", (strategy) => {
    const wanted = strategy === "equal-mass" ? one.equalMass : one.equalWidth;
    const { bins, ece, brier, system } = reliability("s", predictions, { strategy });
    expect(bins.map(({ count }) => count)).toEqual(wanted.counts);
    for (const [at, { predicted, observed, low, high }] of bins.entries()) {
      expect(predicted).toBeCloseTo(wanted.predicted[at] as number, 12);
      expect(observed).toBeCloseTo(wanted.observed[at] as number, 12);
      expect(low <= predicted + 1e-12 && predicted <= high + 1e-12).toBe(true);
    }
    expect(ece).toBeCloseTo(wanted.ece, 12);
    expect([brier, system]).toEqual([brierScore(predictions), "s"]);
  });

  it("the area under the ROC curve, weighted too", () => {
    expect(separation(pairsOf(one), { resamples: 20 })?.mean).toBeCloseTo(one.auc, 12);
    if (!one.weights || one.weightedAuc === null) return;
    const repeated = pairsOf(one).flatMap((pair, at) => new Array(one.weights?.[at]).fill(pair));
    expect(separation(repeated, { resamples: 20 })?.mean).toBeCloseTo(one.weightedAuc, 12);
  });
});

describe("separation", () => {
  const mixed = Array.from({ length: 200 }, (_, at) => ({
    query: `q${at % 40}`,
    score: (at * 37) % 101,
    relevant: (at * 53) % 7 < 2,
  }));

  it("has an interval that the seed decides, around the mean", () => {
    const [one, same, other] = [separation(mixed), separation(mixed), separation(mixed, { seed: 7 })];
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
    expect(one && one.low < one.mean && one.mean < one.high && one.low >= 0 && one.high <= 1).toBe(true);
  });

  it("draws whole queries: documents repeated in their query make no smaller interval", () => {
    const once = separation(mixed);
    const tenfold = separation(mixed.flatMap((pair) => new Array<typeof pair>(10).fill(pair)));
    expect(tenfold?.low).toBeCloseTo(once?.low as number, 10);
    expect(tenfold?.high).toBeCloseTo(once?.high as number, 10);
  });

  it("is there only where both kinds are", () => {
    expect(separation(mixed.filter(({ relevant }) => relevant))).toBeUndefined();
    expect(separation([])).toBeUndefined();
  });
});

it("a certain prediction that is wrong costs much, not everything", () => {
  expect(logLoss([{ query: "q", probability: 0, relevant: true }])).toBeCloseTo(-Math.log(1e-15), 6);
});
