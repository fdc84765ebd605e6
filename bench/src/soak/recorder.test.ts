import { expect, it } from "vitest";
import { createRecorder } from "./recorder.ts";

it("gives quantiles by nearest rank, whatever the order, also after more was added", () => {
  const recorder = createRecorder();
  for (let value = 1000; value > 0; value--) recorder.add(value);
  expect([0, 0.001, 0.5, 0.99, 0.999, 1].map(recorder.quantile)).toEqual([1, 1, 500, 990, 999, 1000]);
  for (let value = 1001; value <= 3000; value++) recorder.add(value);
  expect(recorder.count).toBe(3000);
  expect([0.5, 1].map(recorder.quantile)).toEqual([1500, 3000]);
});

it("has one value as all its quantiles, and none where there is nothing", () => {
  const recorder = createRecorder();
  expect(recorder.quantile(0.5)).toBeNaN();
  recorder.add(7);
  expect([0, 0.5, 0.999, 1].map(recorder.quantile)).toEqual([7, 7, 7, 7]);
});
