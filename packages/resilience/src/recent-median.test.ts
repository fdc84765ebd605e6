import fc from "fast-check";
import { expect, it } from "vitest";
import { createRecentMedian } from "./recent-median.ts";

it("is unknown at first", () => {
  expect(createRecentMedian(4).median()).toBeUndefined();
});

it.each([
  [[7], 7],
  [[1, 9], 5],
  [[9, 1, 2], 2],
  [[100, 20, 3], 20],
  [[1, 2, 3, 4], 2.5],
  [[1000, 1, 2, 3, 4], 2.5],
])("of the last four of %j is %d", (values, median) => {
  const recent = createRecentMedian(4);
  for (const value of values) recent.add(value);
  expect(recent.median()).toBe(median);
});

it("is that of the last ones, however many came before", () => {
  const numbers = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(numbers, (values) => {
      const recent = createRecentMedian(7);
      for (const value of values) recent.add(value);
      const last = values.slice(-7).sort((a, b) => a - b);
      const [lower, upper] = [last[Math.ceil(last.length / 2) - 1], last[Math.floor(last.length / 2)]] as [
        number,
        number,
      ];
      expect(recent.median()).toBe((lower + upper) / 2);
    }),
    { seed: 20261121 },
  );
});
