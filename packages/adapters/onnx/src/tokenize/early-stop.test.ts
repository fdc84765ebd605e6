import { Tokenizer } from "@huggingface/tokenizers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteLevelBpe, casedWordPiece, UNCASED, unigram } from "./__fixtures__/small-tokenizers.ts";
import { createTokenizer } from "./index.ts";
import { partsOfText } from "./parts-of-text.ts";
import { keptLengths } from "./truncate.ts";
import type { Encoding, PairLimits, PairTokenizer } from "./types.ts";

const EVERYTHING = 10_000_000;
const PLAIN_WORDS = ["the", "a", "in", "an", "hello", "ΣΑΣ", "中文", "\u{20000}", "é", "😀"];
const WORDS = [...PLAIN_WORDS, ".", "x".repeat(120), "[SEP]", "\u0301", "\u200b", "a\u0000n", "7"];

function textOf(words: readonly string[], spaces: readonly string[], length: number): fc.Arbitrary<string> {
  const word = fc.tuple(fc.constantFrom(...words), fc.constantFrom(...spaces));
  return fc.array(word, { maxLength: length }).map((parts) => parts.flat().join(""));
}

/** A tokenizer file, and how many special tokens stand before, between and after the texts of a pair. */
const TOKENIZERS = {
  "cased WordPiece": { file: casedWordPiece(), special: [1, 1, 1] },
  "uncased WordPiece": { file: casedWordPiece({ normalizer: UNCASED, added_tokens: [] }), special: [1, 1, 1] },
  "byte-level BPE": { file: byteLevelBpe(), special: [1, 2, 1] },
  Unigram: { file: unigram(), special: [0, 1, 1] },
} as const;

type Special = readonly [before: number, between: number, after: number];

/** A pair by tokenizing both texts to their ends, and cutting afterwards; throws where that cannot be cut. */
function encodeUnbounded(
  tokenizer: PairTokenizer,
  texts: readonly [query: string, document: string],
  { maxLength, truncation }: PairLimits,
  [before, between, after]: Special,
): Pick<Encoding, "truncated"> & { readonly ids: readonly number[] } {
  const ids = [...tokenizer.encodePair(...texts, { maxLength: EVERYTHING, truncation: "longest_first" }).ids];
  const [first, second] = [tokenizer.countTokens(texts[0]), tokenizer.countTokens(texts[1])];
  expect(ids.length).toBe(before + first + between + second + after);
  const kept = keptLengths(first, second, maxLength - before - between - after, truncation);
  const secondStart = before + first;
  const parts = [
    ids.slice(0, before + kept[0]),
    ids.slice(secondStart, secondStart + between + kept[1]),
    ids.slice(secondStart + between + second),
  ];
  return { ids: parts.flat(), truncated: kept[0] < first || kept[1] < second };
}

function outcomeOf(encode: () => Pick<Encoding, "truncated"> & { readonly ids: ArrayLike<number> }): object {
  try {
    const { ids, truncated } = encode();
    return { ids: Array.from(ids), truncated };
  } catch (error) {
    return { error };
  }
}

describe("stopping early", () => {
  const spaces = [" ", " ", " ", "  ", "\n", "", "\u00a0", "\t"];
  const limits = fc.record({
    maxLength: fc.integer({ min: 4, max: 40 }),
    truncation: fc.constantFrom("longest_first" as const, "only_second" as const),
  });
  for (const [name, { file, special }] of Object.entries(TOKENIZERS)) {
    it(`gives what tokenizing everything gives: ${name}`, () => {
      const tokenizer = createTokenizer({ tokenizer: file }, name);
      const property = fc.property(
        textOf(WORDS, spaces, 30),
        textOf(WORDS, spaces, 60),
        limits,
        (query, document, limit) => {
          const bounded = outcomeOf(() => tokenizer.encodePair(query, document, limit));
          expect(bounded).toEqual(outcomeOf(() => encodeUnbounded(tokenizer, [query, document], limit, special)));
        },
      );
      fc.assert(property, { numRuns: 400 });
    });
  }

  it("does not depend on what follows a million characters later", () => {
    for (const [name, { file }] of Object.entries(TOKENIZERS)) {
      const tokenizer = createTokenizer({ tokenizer: file }, name);
      const limit = { maxLength: 33, truncation: "longest_first" } as const;
      const start = "the hen in the inn ";
      const long = tokenizer.encodePair("a hen", `${start.repeat(50_000)}[SEP] \u{20000}`, limit);
      const short = tokenizer.encodePair("a hen", start.repeat(50), limit);
      expect(long).toEqual(short);
      expect(long.truncated).toBe(true);
    }
  });
});

describe("long texts by parts, where @huggingface/tokenizers does the ids", () => {
  const long = textOf(PLAIN_WORDS, [" ", " ", " ", "  ", "\n"], 40).map((text) =>
    `${text} a the `.repeat(40_000 / (text.length + 7)),
  );
  for (const name of ["byte-level BPE", "Unigram"] as const) {
    it(`gives the library's ids of the whole: ${name}`, () => {
      const { file, special } = TOKENIZERS[name];
      const tokenizer = createTokenizer({ tokenizer: file }, name);
      const library = new Tokenizer(file, {});
      const property = fc.property(long, (document) => {
        const { ids } = library.encode(document, { add_special_tokens: false });
        expect(tokenizer.countTokens(document)).toBe(ids.length);
        const encoding = tokenizer.encodeSingle(document, { maxLength: 6_000 });
        expect([...encoding.ids.subarray(special[0], -special[2])]).toEqual(
          ids.slice(0, 6_000 - special[0] - special[2]),
        );
      });
      fc.assert(property, { numRuns: 12 });
    });
  }

  it("splits into parts that together are the text, never inside a surrogate pair", () => {
    const emoji = "😀".repeat(20_000);
    for (const whole of ["", "a b", "ab cd ".repeat(9_000), emoji, `x${emoji}`, "a".repeat(30_000)]) {
      const parts = [...partsOfText(whole)];
      expect(parts.join("")).toBe(whole);
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(12_288);
        expect(part).not.toMatch(/\p{Surrogate}/u);
      }
    }
  });
});
