import { expect, it } from "vitest";
import { sampleResults } from "./__fixtures__/sample-results.ts";
import { differenceRange, queryDifferences, shownDifferences } from "./query-differences.ts";

const sample = sampleResults({ queries: 50 });
const found = queryDifferences(sample, "mini", "nDCG@10");

it("every query once, the greatest gain first, ties in the order given", () => {
  expect(found.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 50 }, (_, at) => at + 1),
  );
  const inOrder = found.slice(1).every((one, at) => {
    const before = found[at] as (typeof found)[number];
    return before.difference > one.difference || (before.difference === one.difference && before.number < one.number);
  });
  expect(inOrder).toBe(true);
  expect(new Set(found.map(({ difference }) => Math.sign(difference))).size).toBeGreaterThan(1);
});

it("queries without a value are left out", () => {
  const [first, ...others] = sample.queries;
  const lacking = { ...sample, queries: [{ ...first, measures: {} } as (typeof sample.queries)[number], ...others] };
  expect(queryDifferences(lacking, "mini", "nDCG@10")).toHaveLength(49);
  expect(queryDifferences(sample, "nobody", "nDCG@10")).toEqual([]);
});

it("where there are too many, as many gains as losses", () => {
  expect(shownDifferences(found, 50)).toBe(found);
  expect(shownDifferences(found, 10)).toEqual([...found.slice(0, 5), ...found.slice(-5)]);
});

it("the range holds all differences and both sides of 0", () => {
  const differences = found.map(({ difference }) => difference);
  const [lowest, highest] = differenceRange([found]);
  expect(lowest).toBeLessThanOrEqual(Math.min(...differences));
  expect(highest).toBeGreaterThanOrEqual(Math.max(...differences));
  expect(lowest).toBeLessThan(0);
  expect(differenceRange([])).toEqual([-0.1, 0.1]);
});
