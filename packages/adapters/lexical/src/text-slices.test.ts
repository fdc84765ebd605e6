import { describe, expect, it } from "vitest";
import { segmentSlice } from "./segment-words.ts";
import { sliceLength, textSlices } from "./text-slices.ts";

const slices = (text: string): string[] => [...textSlices(text)];

describe("textSlices", () => {
  it("leaves a short text whole and has nothing for the empty one", () => {
    expect(slices("a b")).toEqual(["a b"]);
    expect(slices("")).toEqual([]);
    expect(slices("x".repeat(sliceLength))).toHaveLength(1);
  });

  it.each(["a bc def ", "北京是中国的首都。", "слово, ", "x".repeat(1000).concat("\n"), "ab"])(
    "keeps every character of %j and goes over its length nowhere",
    (unit) => {
      const text = unit.repeat(Math.ceil((3 * sliceLength) / unit.length));
      const parts = slices(text);
      expect(parts.join("")).toBe(text);
      expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(sliceLength);
      expect(parts.length).toBeLessThanOrEqual(4);
    },
  );

  it("cuts between words, where there is a place", () => {
    const words = Array.from({ length: 40_000 }, (_, at) => `word${at}`);
    expect(slices(words.join(" ")).flatMap(segmentSlice)).toEqual(words);
    expect(slices(words.join("，")).flatMap(segmentSlice)).toEqual(words);
  });

  it("never parts a surrogate pair", () => {
    for (const start of ["", "a"]) {
      for (const part of slices(start + "𠮷".repeat(sliceLength))) expect(part).not.toMatch(/\p{Surrogate}/u);
    }
  });
});
