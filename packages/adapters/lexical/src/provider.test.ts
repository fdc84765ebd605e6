import { isRerankError } from "@secondpass/core";
import { describe, expect, it } from "vitest";
import { lexical } from "./lexical.ts";
import { lexicalProvider } from "./provider.ts";

const statistics = { documentCount: 10, averageLength: 4.5, documentFrequency: { cat: 3, __proto__: null } };

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(isRerankError(error) && error.code).toBe("misconfigured");
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}

const wrong: readonly (readonly [input: unknown, message: string])[] = [
  [{ k: 1 }, 'lexical: unknown option "k"; allowed: k1, b, statistics'],
  [JSON.parse('{"__proto__":1}'), 'lexical: unknown option "__proto__"; allowed: k1, b, statistics'],
  [{ k1: "1.2" }, "lexical: k1 must be a finite number of at least 0, is a string"],
  [{ k1: -1 }, "lexical: k1 must be a finite number of at least 0, is -1"],
  [{ k1: Number.NaN }, "lexical: k1 must be a finite number of at least 0, is NaN"],
  [{ k1: null }, "lexical: k1 must be a finite number of at least 0, is null"],
  [{ k1: Number.POSITIVE_INFINITY }, "lexical: k1 must be a finite number of at least 0, is Infinity"],
  [{ b: 1.01 }, "lexical: b must be a number from 0 to 1, is 1.01"],
  [{ b: [0.4] }, "lexical: b must be a number from 0 to 1, is an array"],
  [undefined, "lexical: its options must be an object with k1, b, statistics, is undefined"],
  [[], "lexical: its options must be an object with k1, b, statistics, is an array"],
  ["bm25", "lexical: its options must be an object with k1, b, statistics, is a string"],
  [{ statistics: 5 }, "documentCount, averageLength, documentFrequency, is 5"],
  [
    { statistics: { ...statistics, n: 1 } },
    'unknown option "statistics.n"; allowed: documentCount, averageLength, documentFrequency',
  ],
  [{ statistics: {} }, "statistics.documentCount must be a whole number of at least 1, is undefined"],
  [
    { statistics: { ...statistics, documentCount: 0 } },
    "statistics.documentCount must be a whole number of at least 1",
  ],
  [{ statistics: { ...statistics, documentCount: 2.5 } }, "statistics.documentCount must be a whole number"],
  [
    { statistics: { ...statistics, averageLength: 0 } },
    "statistics.averageLength must be a finite number above 0, is 0",
  ],
  [
    { statistics: { ...statistics, documentFrequency: [1] } },
    "statistics.documentFrequency must be a plain object of whole numbers by word, is an array",
  ],
  [{ statistics: { ...statistics, documentFrequency: new Map() } }, "by word, is an object that is not plain"],
  [
    { statistics: { ...statistics, documentFrequency: { private: 11 } } },
    "statistics.documentFrequency, entry 0, must be a whole number from 0 to documentCount, 10, is 11",
  ],
  [{ statistics: { ...statistics, documentFrequency: { a: 1, b: -1 } } }, "entry 1, must be a whole number"],
  [{ statistics: { ...statistics, documentFrequency: { a: "1" } } }, "entry 0, must be a whole number"],
];

describe("lexicalProvider.parse", () => {
  it.each([{}, { k1: 0, b: 0 }, { k1: 0.9, b: 1 }, { statistics }, { k1: undefined }])("takes %j", (input) => {
    expect(lexicalProvider.parse(input)).toEqual(input);
    expect(lexical(lexicalProvider.parse(input)).id).toBe("lexical:bm25");
  });

  it.each(wrong)("refuses %j: %s", (input, message) => {
    expect(messageOf(() => lexicalProvider.parse(input))).toContain(message);
  });

  it.each(wrong.filter(([input]) => input !== undefined))("lexical() refuses %j alike", (input, message) => {
    expect(messageOf(() => lexical(input as object))).toContain(message);
  });

  it("quotes no word of the corpus", () => {
    const input = { statistics: { ...statistics, documentFrequency: { private: 11 } } };
    expect(messageOf(() => lexical(input))).not.toContain("private");
  });
});

describe("lexicalProvider", () => {
  it("stands for the defaults by shorthand and refuses any other tail", () => {
    expect(lexicalProvider.shorthand?.("bm25")).toEqual({});
    for (const tail of ["", "BM25", "bm25l", "constructor"]) {
      const message = messageOf(() => lexicalProvider.shorthand?.(tail));
      expect(message).toBe(`lexical: unknown shorthand "lexical:${tail}"; allowed: "lexical", "lexical:bm25"`);
    }
  });

  it("creates a reranker of parsed options", async () => {
    const reranker = await lexicalProvider.create(lexicalProvider.parse({ k1: 0.9 }));
    expect(reranker.traits.revision).toBe(lexical({ k1: 0.9 }).traits.revision);
    expect(reranker.traits.revision).not.toBe(lexical().traits.revision);
  });
});
