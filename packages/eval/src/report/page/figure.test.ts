import fc from "fast-check";
import { expect, it } from "vitest";
import { formatFigure } from "../../measures/format-figure.ts";
import { figure } from "./figure.js";

it("is the package's own figure, half way too", () => {
  const halves = fc.integer({ min: 0, max: 2 ** 15 }).map((count) => count / 2 ** 15);
  fc.assert(
    fc.property(fc.oneof(halves, fc.double({ min: 0, max: 1, noNaN: true })), (value) => {
      expect(figure(value)).toBe(formatFigure(value));
    }),
  );
  expect([figure(13 / 32), figure(1 / 32), figure(0.6767)]).toEqual(["0.4062", "0.0312", "0.6767"]);
});
