import { expect, it } from "vitest";
import { placeLabels } from "./place-labels.ts";

it("labels that stand apart stay", () => {
  expect(
    placeLabels(
      [
        { x: 0, y: 0, width: 50 },
        { x: 60, y: 0, width: 50 },
        { x: 0, y: 20, width: 50 },
      ],
      15,
    ),
  ).toEqual([0, 0, 0]);
});

it("of labels that touch, the lower one moves down as far as it takes, past others too", () => {
  expect(
    placeLabels(
      [
        { x: 0, y: 4, width: 50 },
        { x: 10, y: 0, width: 50 },
        { x: 5, y: 18, width: 50 },
      ],
      15,
    ),
  ).toEqual([11, 0, 12]);
});

it("no two of many labels in one place cover each other", () => {
  const wishes = Array.from({ length: 10 }, (_, at) => ({ x: at, y: at % 3, width: 80 }));
  const moves = placeLabels(wishes, 15);
  const places = wishes.map(({ y }, at) => y + (moves[at] ?? 0)).toSorted((a, b) => a - b);
  expect(places.slice(1).every((place, at) => place - (places[at] ?? 0) >= 15)).toBe(true);
});
