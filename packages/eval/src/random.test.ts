import { expect, it } from "vitest";
import { createRandom } from "./random.ts";

it("the same seed gives the same numbers, another one others", () => {
  const [one, same, other] = [createRandom(7), createRandom(7), createRandom(8)];
  const numbers = Array.from({ length: 100 }, one);
  expect(Array.from({ length: 100 }, same)).toEqual(numbers);
  expect(Array.from({ length: 100 }, other)).not.toEqual(numbers);
});

it("numbers are spread evenly over [0, 1)", () => {
  const random = createRandom(1);
  const bins = new Array<number>(20).fill(0);
  for (let at = 0; at < 20_000; at++) {
    const bin = Math.floor(random() * 20);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  // χ² with 19 degrees of freedom exceeds 43.8 once in a thousand.
  expect(bins).toHaveLength(20);
  expect(bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(43.8);
});
