import fc from "fast-check";
import { expect, it } from "vitest";
import { createDistinctTexts } from "./distinct-texts.ts";

function placesOf(texts: readonly string[]): readonly (number | undefined)[] {
  const distinct = createDistinctTexts();
  return texts.map((text, number) => distinct.firstOf(text, number));
}

/** What a map keyed by the texts says. */
function placesByMap(texts: readonly string[]): readonly (number | undefined)[] {
  const first = new Map<string, number>();
  return texts.map((text, number) => {
    const known = first.get(text);
    if (known === undefined) first.set(text, number);
    return known;
  });
}

it.each([
  ["nothing", []],
  ["empty and blank texts", ["", " ", "", " "]],
  ["repeated texts", ["a", "b", "a", "a", "b", "c"]],
  // Equal in length and in every eighth character.
  [
    "texts that differ where nobody looks",
    ["a-------------------------------z", "a+------------------------------z", "a-------------------------------z"],
  ],
])("%s", (_name, texts) => {
  expect(placesOf(texts)).toEqual(placesByMap(texts));
});

it("agrees with a map for texts that agree in most of their characters", () => {
  const text = fc.array(fc.constantFrom("a", "b"), { minLength: 16, maxLength: 17 }).map((letters) => letters.join(""));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 200 }), (texts) => {
      expect(placesOf(texts)).toEqual(placesByMap(texts));
    }),
  );
});

it("takes thousands of texts that look alike", () => {
  const texts = Array.from({ length: 5000 }, (_, at) => `${" ".repeat(100)}${at % 2500}`.padEnd(200));
  expect(placesOf(texts)).toEqual(placesByMap(texts));
});
