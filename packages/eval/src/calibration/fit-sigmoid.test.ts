import { sigmoidInput } from "@secondpass/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CalibrationCase, cases } from "./__fixtures__/calibration-cases.ts";
import { fitPlatt, fitTemperature } from "./fit-sigmoid.ts";

const sampleOf = ({ scale, scores, relevant }: CalibrationCase) => ({
  inputs: scores.map((score) => sigmoidInput(scale, score)),
  relevant,
});
const relative = (found: number, wanted: number): number =>
  Math.abs(found - wanted) / Math.max(1e-12, Math.abs(wanted));

describe.each(cases)("$name", (one) => {
  it("Platt's sigmoid is that of scikit-learn's logistic regression on Platt's targets", () => {
    const { slope, intercept } = fitPlatt(sampleOf(one));
    expect(relative(slope, one.platt.slope)).toBeLessThan(1e-6);
    expect(relative(intercept, one.platt.intercept)).toBeLessThan(1e-6);
  });

  it("and of its calibration, as far as that is exact", () => {
    const { slope, intercept } = fitPlatt(sampleOf(one));
    expect(relative(slope, one.sigmoidCalibration.slope)).toBeLessThan(2e-3);
    expect(relative(intercept, one.sigmoidCalibration.intercept)).toBeLessThan(2e-3);
  });

  it("the temperature is that of scikit-learn's logistic regression without intercept", () => {
    const fitted = fitTemperature(sampleOf(one));
    expect(relative(1 / (fitted?.temperature ?? 0), one.temperatureSlope)).toBeLessThan(1e-6);
  });
});

it("is finite whatever the scores, and only one kind of them too", () => {
  const points = fc.array(fc.tuple(fc.double({ min: -1e12, max: 1e12, noNaN: true }), fc.boolean()), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(points, (given) => {
      const sample = { inputs: given.map(([score]) => score), relevant: given.map(([, relevant]) => relevant) };
      const { slope, intercept } = fitPlatt(sample);
      const temperature = fitTemperature(sample)?.temperature ?? 1;
      expect([slope, intercept, temperature].every(Number.isFinite)).toBe(true);
      expect(temperature).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

it("the slope is at most 0 where better scores are less relevant", () => {
  const inputs = [1, 2, 3, 4, 5, 6];
  expect(fitPlatt({ inputs, relevant: [true, true, true, false, false, false] }).slope).toBeLessThan(0);
  expect(
    fitTemperature({ inputs: inputs.map((one) => one - 3.5), relevant: [true, true, true, false, false, false] }),
  ).toBeUndefined();
});
