import { Tokenizer } from "@huggingface/tokenizers";
import { describe, expect, it } from "vitest";
import { bertOf } from "./__fixtures__/small-tokenizers.ts";
import { createTokenizer } from "./index.ts";

const LIMITS = { maxLength: 64, truncation: "longest_first" } as const;

function ours(file: object, text: string): number[] {
  return [...createTokenizer({ tokenizer: file }, "tokenizer.json").encodeSingle(text, LIMITS).ids];
}

function theirs(file: object, text: string, pair: string | null = null): number[] {
  return new Tokenizer(file, {}).encode(text, { text_pair: pair }).ids;
}

/** Expected ids are those of the Rust library. Where @huggingface/tokenizers comes to agree, its half will tell. */
describe("BERT where @huggingface/tokenizers differs from Rust", () => {
  it("takes Chinese characters beyond U+FFFF one by one", () => {
    const file = bertOf(["\u{20000}", "\u{20001}", "x"]);
    expect(ours(file, "x\u{20000}\u{20001}x")).toEqual([1, 5, 3, 4, 5, 2]);
    expect(theirs(file, "x\u{20000}\u{20001}x")).not.toEqual([1, 5, 3, 4, 5, 2]);
  });

  it("lowercases a final sigma as any other", () => {
    const file = bertOf(["σοφοσ", "σοφος"]);
    expect(ours(file, "ΣΟΦΟΣ ΣΟΦΌΣ σοφος")).toEqual([1, 3, 3, 4, 2]);
    expect(theirs(file, "ΣΟΦΟΣ ΣΟΦΌΣ σοφος")).not.toEqual([1, 3, 3, 4, 2]);
  });

  it("encodes an empty document as the second text of a pair", () => {
    const file = bertOf(["query"]);
    const tokenizer = createTokenizer({ tokenizer: file }, "tokenizer.json");
    const { ids, typeIds, truncated } = tokenizer.encodePair("query", "", LIMITS);
    expect([...ids]).toEqual([1, 3, 2, 2]);
    expect([...typeIds]).toEqual([0, 0, 0, 1]);
    expect(truncated).toBe(false);
    expect(theirs(file, "query", "")).toEqual([1, 3, 2]);
  });
});
