import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maps } from "./__fixtures__/calibrations.ts";
import { calibratedScore, sigmoidInput } from "./calibrated-score.ts";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe.each(maps)("$method on the scale $scoreScale", (map) => {
  const probabilityOf = calibratedScore(map);

  it("gives a probability for every finite score, and never falls", () => {
    fc.assert(
      fc.property(finite, finite, (one, other) => {
        const [low, high] = [probabilityOf(Math.min(one, other)), probabilityOf(Math.max(one, other))];
        expect(low).toBeGreaterThanOrEqual(1e-9);
        expect(high).toBeLessThanOrEqual(1 - 1e-9);
        expect(low).toBeLessThanOrEqual(high);
      }),
      { numRuns: 2000 },
    );
  });

  it("rises where scores are of a usual size", () => {
    const scores = Array.from({ length: 200 }, (_, at) =>
      map.scoreScale === "probability" ? (at + 1) / 201 : at / 20 - 5,
    );
    const probabilities = scores.map(probabilityOf);
    expect(probabilities.every((one, at) => at === 0 || one > (probabilities[at - 1] as number))).toBe(true);
  });

  it("stays a probability for the largest of numbers", () => {
    expect([-Number.MAX_VALUE, Number.MAX_VALUE].map(probabilityOf).every((one) => one > 0 && one < 1)).toBe(true);
  });
});

describe("the methods", () => {
  it("Platt: σ(slope · x + intercept)", () => {
    const of = calibratedScore({ scoreScale: "logit", method: "platt", parameters: { slope: 2, intercept: -1 } });
    expect(of(0.5)).toBe(0.5);
    expect(of(1)).toBeCloseTo(1 / (1 + Math.exp(-1)), 15);
  });

  it("a temperature of 1 leaves probabilities as they are, as far as float32 tells them from 0 and 1", () => {
    const of = calibratedScore({ scoreScale: "probability", method: "temperature", parameters: { temperature: 1 } });
    for (const score of [1e-6, 0.01, 0.5, 0.99, 1 - 1e-6]) expect(of(score)).toBeCloseTo(score, 12);
    expect([of(0), of(1)].map((one) => Math.round(one * 1e10) / 1e10)).toEqual([1e-7, 1 - 1e-7]);
  });

  it("isotonic: knots as they are, straight between them, towards 0 and 1 beyond", () => {
    const parameters = { scores: [0, 1, 3], probabilities: [0.2, 0.4, 0.8] };
    const of = calibratedScore({ scoreScale: "unknown", method: "isotonic", parameters });
    expect([0, 1, 3].map(of)).toEqual([0.2, 0.4, 0.8]);
    expect([of(0.5), of(2)].map((one) => one.toFixed(12))).toEqual([(0.3).toFixed(12), (0.6).toFixed(12)]);
    // The fitted range is 3 wide: that far out, half of the way is left.
    expect([of(-3), of(6)].map((one) => one.toFixed(12))).toEqual([(0.1).toFixed(12), (0.9).toFixed(12)]);
  });

  it("scores that are no probabilities go into a sigmoid as they are", () => {
    expect([sigmoidInput("logit", 7), sigmoidInput("unknown", 7), sigmoidInput("probability", 0.5)]).toEqual([7, 7, 0]);
  });
});
