import { expect, it } from "vitest";
import { formatFigure } from "./format-figure.ts";

it.each([
  [13 / 32, "0.4062"],
  [15 / 32, "0.4688"],
  [1 / 32, "0.0312"],
  [-13 / 32, "-0.4062"],
  [0.40625000000000006, "0.4063"],
  [0.00005, "0.0001"],
  [2 / 3, "0.6667"],
  [1, "1.0000"],
  [0, "0.0000"],
  [Number.NaN, "NaN"],
])("%d is %s, as printf says", (value, expected) => {
  expect(formatFigure(value)).toBe(expected);
});

it("takes other digits", () => {
  expect([formatFigure(0.125, 2), formatFigure(0.375, 2), formatFigure(412.5, 1)]).toEqual(["0.12", "0.38", "412.5"]);
});
