import { calibratedScore } from "@secondpass/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cases, pairsOf } from "./__fixtures__/calibration-cases.ts";
import { fitIsotonic } from "./fit-isotonic.ts";
import { type IsotonicPoint, isotonicRegression } from "./isotonic-regression.ts";

describe.each(cases)("$name", ({ isotonic, scores, relevant, weights }) => {
  it("is as scikit-learn has it", () => {
    const points = scores.map((score, at) => ({ score, target: relevant[at] ? 1 : 0, weight: weights?.[at] }));
    const blocks = isotonicRegression(points);
    const values = isotonic.scores.map((score) => blocks.find(({ low, high }) => low <= score && score <= high)?.value);
    expect(values).toHaveLength(isotonic.values.length);
    for (const [at, value] of values.entries()) expect(value).toBeCloseTo(isotonic.values[at] as number, 9);
  });
});

const points = fc
  .array(
    fc.record({
      score: fc.integer({ min: 0, max: 6 }),
      target: fc.integer({ min: 0, max: 4 }),
      weight: fc.integer({ min: 1, max: 3 }),
    }),
    {
      minLength: 1,
      maxLength: 7,
    },
  )
  .map((list) => list as readonly Required<{ score: number; target: number; weight: number }>[]);

/** The least squared error of all ways to cut the scores into neighbouring groups whose means do not fall. */
function leastError(given: readonly IsotonicPoint[]): number {
  const scores = [...new Set(given.map(({ score }) => score))].toSorted((a, b) => a - b);
  let least = Number.POSITIVE_INFINITY;
  for (let cuts = 0; cuts < 2 ** (scores.length - 1); cuts++) {
    const groups: number[][] = [[]];
    for (const [at, score] of scores.entries()) {
      groups.at(-1)?.push(score);
      if (at < scores.length - 1 && cuts & (1 << at)) groups.push([]);
    }
    const members = groups.map((group) => given.filter(({ score }) => group.includes(score)));
    const means = members.map(meanOf);
    if (means.some((mean, at) => at > 0 && mean < (means[at - 1] as number))) continue;
    const errors = members.flatMap((group, at) =>
      group.map((one) => (one.weight ?? 1) * (one.target - (means[at] as number)) ** 2),
    );
    least = Math.min(
      least,
      errors.reduce((sum, error) => sum + error, 0),
    );
  }
  return least;
}

function meanOf(group: readonly IsotonicPoint[]): number {
  const weight = group.reduce((sum, one) => sum + (one.weight ?? 1), 0);
  return group.reduce((sum, one) => sum + (one.weight ?? 1) * one.target, 0) / weight;
}

describe("pooling", () => {
  it("has the least error of all rising step functions", () => {
    fc.assert(
      fc.property(points, (given) => {
        const blocks = isotonicRegression(given);
        const error = given.reduce((sum, { score, target, weight }) => {
          const value = blocks.find(({ low, high }) => low <= score && score <= high)?.value ?? Number.NaN;
          return sum + weight * (target - value) ** 2;
        }, 0);
        expect(error).toBeCloseTo(leastError(given), 9);
      }),
      { numRuns: 300 },
    );
  });

  it("gives blocks that ascend and hold all weight, whatever the order of points", () => {
    fc.assert(
      fc.property(points, (given) => {
        const blocks = isotonicRegression(given);
        for (const [at, { low, high, centre, value }] of blocks.entries()) {
          expect(low <= centre && centre <= high).toBe(true);
          const before = blocks[at - 1];
          expect(!before || (before.high < low && before.value < value)).toBe(true);
        }
        const total = (list: readonly { readonly weight: number }[]): number =>
          list.reduce((sum, { weight }) => sum + weight, 0);
        expect(total(blocks)).toBe(total(given));
        expect(isotonicRegression(given.toReversed())).toEqual(blocks);
      }),
    );
  });
});

describe("the curve", () => {
  it.each(cases)("$name: never falls, claims no certainty, and is near the steps at their centres", (one) => {
    const parameters = fitIsotonic(pairsOf(one));
    const probabilityOf = calibratedScore({ method: "isotonic", scoreScale: "unknown", parameters });
    const { scores, probabilities } = parameters;
    expect(
      probabilities.every(
        (value, at) => value > 0 && value < 1 && (at === 0 || value > (probabilities[at - 1] as number)),
      ),
    ).toBe(true);
    expect(scores.map(probabilityOf)).toEqual(probabilities);
  });

  it("draws in steps of 0 and 1 by how many pairs they hold", () => {
    const pairs = [1, 2, 3, 4, 5, 6, 7, 8].map((score) => ({ query: "q", score, relevant: score > 6 }));
    expect(fitIsotonic(pairs)).toEqual({
      scores: [1, 3.5, 7.5, 8],
      probabilities: [0.999 / 8, 1 / 8, 3 / 4, 1 - 0.999 / 4],
    });
    const irrelevant = pairs.map((pair) => ({ ...pair, relevant: false }));
    expect(fitIsotonic(irrelevant).probabilities).toEqual([0.999 / 10, 1 / 10, 1 - 0.9 * 0.999]);
    expect(fitIsotonic(irrelevant.map((pair) => ({ ...pair, relevant: true }))).probabilities[1]).toBe(9 / 10);
    expect(fitIsotonic(pairs.slice(0, 1))).toEqual({ scores: [1], probabilities: [1 / 3] });
  });
});
