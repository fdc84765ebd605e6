import { describe, expect, it } from "vitest";
import { didYouMean, nearest } from "./nearest.ts";

const names = ["cohere", "voyage", "tei"];

describe("nearest", () => {
  it.each([
    ["cohre", "cohere"],
    ["voyage", "voyage"],
    ["tie", "tei"],
    ["elephant", undefined],
  ])("of %s is %s", (given, expected) => {
    expect(nearest(given, names)).toBe(expected);
  });

  it("is nothing for what is no name at all", () => {
    expect(nearest("x".repeat(1_000_000), names)).toBeUndefined();
    const long = "x".repeat(200);
    expect([nearest(long, [`${long}x`]), nearest(`${long}x`, [long])]).toEqual([`${long}x`, undefined]);
  });

  it("is asked for only where it helps", () => {
    expect(didYouMean("cohre", names)).toBe(' Did you mean "cohere"?');
    expect(didYouMean("cohere", names)).toBe("");
    expect(didYouMean("elephant", names)).toBe("");
    expect(didYouMean("cohere", [])).toBe("");
  });
});
