import { describe, expect, it } from "vitest";
import { bertOf, byteLevelBpe, unigram } from "./__fixtures__/small-tokenizers.ts";
import { createTokenizer } from "./index.ts";

const MILLION = 1_000_000;
const bert = createTokenizer({ tokenizer: bertOf(["a", "##b", "é", "\ufffd", "中", "-", "。", "e"]) }, "bert");

function idsOf(text: string, maxLength = 16): number[] {
  return [...bert.encodeSingle(text, { maxLength }).ids];
}

describe("texts at the edges", () => {
  it("a million letters without a space are one unknown word", () => {
    expect(idsOf("a".repeat(MILLION))).toEqual([1, 0, 2]);
    expect(idsOf("é".repeat(MILLION))).toEqual([1, 0, 2]);
    expect(idsOf("\u{10428}".repeat(MILLION / 2))).toEqual([1, 0, 2]);
    expect(idsOf(`a${"\u0301\u0316".repeat(MILLION / 2)}`)).toEqual([1, 3, 2]);
    expect(bert.countTokens(`${"a".repeat(MILLION)} a`)).toBe(2);
  });

  it("a million characters that are words of their own are counted, and cut", () => {
    expect(bert.countTokens("中".repeat(MILLION))).toBe(MILLION);
    expect(bert.countTokens("\u{20000}".repeat(MILLION / 2))).toBe(MILLION / 2);
    expect(bert.countTokens("a-".repeat(MILLION / 2))).toBe(MILLION);
    expect(idsOf("中".repeat(MILLION), 5)).toEqual([1, 7, 7, 7, 2]);
  });

  it("a million characters that are cleaned away leave no token", () => {
    for (const nothing of ["\u0000", "\u200b", "\ufeff", "\u00ad", " ", "\ud800", "\udc00", "\ue000"]) {
      const { ids, truncated } = bert.encodeSingle(nothing.repeat(MILLION), { maxLength: 8 });
      expect([...ids]).toEqual([1, 2]);
      expect(truncated).toBe(false);
    }
  });

  it("characters that are cleaned away do not part a word", () => {
    expect(idsOf("a\u0000\u200b\u00adb")).toEqual([1, 3, 4, 2]);
    expect(idsOf(`a${"\u200b".repeat(5_000)}b`)).toEqual([1, 3, 4, 2]);
  });

  it("reads lone surrogates as U+FFFD: cleaned away, or the character where nothing cleans", () => {
    expect(idsOf("a\ud800b")).toEqual([1, 3, 4, 2]);
    const raw = createTokenizer({ tokenizer: bertOf(["\ufffd"], { normalizer: null }) }, "raw");
    for (const text of ["\ufffd", "\ud800", "\udfff"]) {
      expect([...raw.encodeSingle(text, { maxLength: 9 }).ids]).toEqual([1, 3, 2]);
    }
    for (const file of [byteLevelBpe(), unigram()]) {
      const tokenizer = createTokenizer({ tokenizer: file }, "other");
      const limits = { maxLength: 99, truncation: "only_second" } as const;
      expect(tokenizer.encodePair("a\ud800", "\udfffe", limits)).toEqual(
        tokenizer.encodePair("a\ufffd", "\ufffde", limits),
      );
    }
  });

  it("keeps no word of a text in memory by its text: words met again give the same ids", () => {
    for (let round = 0; round < 3; round++)
      expect(idsOf("ab Ab AB éb -a。")).toEqual([1, 3, 4, 3, 4, 3, 4, 10, 4, 8, 3, 9, 2]);
  });

  it("other models answer them too", () => {
    for (const file of [byteLevelBpe(), unigram()]) {
      const tokenizer = createTokenizer({ tokenizer: file }, "other");
      for (const text of ["", "\u0000", "\u200b", "a".repeat(MILLION), "中".repeat(MILLION), " ".repeat(MILLION)]) {
        const { ids } = tokenizer.encodePair("the", text, { maxLength: 32, truncation: "longest_first" });
        expect(ids.length).toBeLessThanOrEqual(32);
      }
    }
  });

  it("Unigram joins neighbouring unknown characters, but not an unknown token that is written out", () => {
    const tokenizer = createTokenizer({ tokenizer: unigram() }, "unigram");
    expect([...tokenizer.encodeSingle("中文字 中", { maxLength: 99 }).ids]).toEqual([2, 1, 2, 1, 0]);
    expect([...tokenizer.encodeSingle("中<unk>文", { maxLength: 99 }).ids]).toEqual([2, 1, 0]);
    const added = [{ id: 1, content: "<unk>", special: true, normalized: false }];
    const written = createTokenizer({ tokenizer: { ...unigram(), added_tokens: added } }, "unigram");
    expect([...written.encodeSingle("中<unk><unk>文", { maxLength: 99 }).ids]).toEqual([2, 1, 1, 1, 2, 1, 0]);
  });
});
