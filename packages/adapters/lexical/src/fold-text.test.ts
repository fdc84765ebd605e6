import { describe, expect, it } from "vitest";
import { foldText } from "./fold-text.ts";

/** Syllables and ideographs by the ten thousand, which have no case and no other form; and what is not assigned. */
const dull = /[\p{Unified_Ideograph}\p{sc=Hang}\p{sc=Tang}\p{sc=Egyp}\p{Cn}\p{Co}\p{Cs}]/u;

const characters: readonly string[] = Array.from({ length: 0x20000 }, (_, code) => String.fromCodePoint(code)).filter(
  (character) => !dull.test(character),
);

describe("foldText", () => {
  it("gives every character, its lower and its upper case one form", () => {
    const differing = characters.filter((character) => {
      const forms = [character, character.toLowerCase(), character.toUpperCase()].map(foldText);
      return new Set(forms).size > 1;
    });
    expect(differing).toEqual([]);
  });

  it("leaves what it has folded as it is", () => {
    const unstable = characters.filter((character) => foldText(foldText(character)) !== foldText(character));
    expect(unstable).toEqual([]);
  });

  it("gives the same whether it looks closely, as the joiner makes it, or not", () => {
    const differing = characters.filter((character) => foldText(character) !== foldText(`${character}\u200D`));
    expect(differing).toEqual([]);
  });

  it("keeps 30 marks in a row and no more", () => {
    const marks = characters.filter((character) => /\p{M}/u.test(character));
    expect(marks.filter((mark) => foldText(mark.repeat(40)) !== foldText(mark.repeat(80)))).toEqual([]);
    expect(foldText(`x${"\u0323".repeat(29)}y`)).toHaveLength(31);
    expect(foldText(`x${"\u0323".repeat(100)}y`)).toHaveLength(32);
  });
});
