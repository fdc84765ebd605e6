import { expect, it } from "vitest";
import { movesOf } from "./moves.js";

const order = (...ids: readonly string[]): { id: string; score: null }[] => ids.map((id) => ({ id, score: null }));

it("each document's place here and there; below what is shown only where it is known", () => {
  const known = (id: string): number | null => (id === "d" ? 17 : null);
  const places = movesOf(order("c", "a", "d", "e"), order("a", "b", "c"), known).map(({ id, place, other }) => [
    id,
    place,
    other,
  ]);
  expect(places).toEqual([
    ["c", 1, 3],
    ["a", 2, 1],
    ["d", 3, 17],
    ["e", 4, undefined],
  ]);
});
