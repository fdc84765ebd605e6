import { expect, it } from "vitest";
import { formatDollars, formatLatency, formatSigned, formatValue } from "./format-figures.ts";

it.each([
  [0.0347, "+0.0347"],
  [-0.012, "−0.0120"],
  [0, "0.0000"],
  [-0.00001, "0.0000"],
])("a difference of %d is %s", (value, text) => {
  expect(formatSigned(value)).toBe(text);
});

it.each([
  [0.4123, "0.412 ms"],
  [45.26, "45.3 ms"],
  [999.4, "999 ms"],
  [999.6, "1.00 s"],
  [1240, "1.24 s"],
  [61_000, "61.0 s"],
  [0, "0 ms"],
])("%d ms are %s", (value, text) => {
  expect(formatLatency(value)).toBe(text);
});

it("rounds what is half way as trec_eval does, to the even digit", () => {
  expect([formatValue(13 / 32), formatValue(1 / 32), formatSigned(-1 / 32)]).toEqual(["0.4062", "0.0312", "−0.0312"]);
});

it("tells figures that nobody knows by a dash", () => {
  expect([formatValue(undefined), formatDollars(undefined)]).toEqual(["–", "–"]);
  expect([formatValue(0.67671), formatDollars(2), formatDollars(0.0025)]).toEqual(["0.6767", "2.00", "0.00250"]);
});
