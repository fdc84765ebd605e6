import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RerankerDefinition } from "./definition.ts";
import { jsonBytes } from "./measure.ts";
import { planPieces } from "./plan-pieces.ts";
import type { Limits } from "./traits.ts";

interface Backend {
  readonly pointwise?: boolean;
  /** Counts words; without it tokens are estimated. */
  readonly exact?: boolean;
  readonly query?: string;
}

const words = (text: string): number => text.split(" ").length;

function plan(documents: readonly string[], limits: Limits | undefined, backend: Backend = {}) {
  const { pointwise = true, exact = true, query = "one two" } = backend;
  const definition: RerankerDefinition = {
    id: "a:1",
    traits: { scoreScale: "logit", pointwise, limits },
    ...(exact ? { countTokens: words } : {}),
    score: async () => ({}),
  };
  // Every second document of the caller's is sent, so that messages must not name places.
  const sent = documents.map((_, place) => place * 2);
  return planPieces({ query, documents }, sent, definition);
}

const sizes = (...args: Parameters<typeof plan>): number[] => plan(...args).map(({ places }) => places.length);
const docs = (n: number, text = "three more words"): string[] => Array.from({ length: n }, () => text);

describe("planPieces for a pointwise reranker", () => {
  it.each<[string, Limits | undefined, number[]]>([
    ["no limits", undefined, [9]],
    ["limits of which none is set", { maxDocuments: undefined, maxBytes: undefined }, [9]],
    ["maxDocuments above the length", { maxDocuments: 10 }, [9]],
    ["maxDocuments at the length", { maxDocuments: 9 }, [9]],
    ["maxDocuments below it, filled evenly", { maxDocuments: 8 }, [5, 4]],
    ["maxDocuments of one", { maxDocuments: 1 }, [1, 1, 1, 1, 1, 1, 1, 1, 1]],
    ["maxTotalTokens: (2 + 3) tokens a document, the query counted with each", { maxTotalTokens: 20 }, [4, 4, 1]],
    ["maxTotalTokens of one token too few", { maxTotalTokens: 19 }, [3, 3, 3]],
    ["maxBytes: 10 for the query and 19 a document, commas included", { maxBytes: 10 + 3 * 19 }, [3, 3, 3]],
    ["maxBytes of one byte too few", { maxBytes: 10 + 3 * 19 - 1 }, [2, 2, 2, 2, 1]],
    [
      "the narrowest of several",
      { maxDocuments: 8, maxTotalTokens: 1000, maxBytes: 10 + 19 },
      [1, 1, 1, 1, 1, 1, 1, 1, 1],
    ],
  ])("cuts nine documents by %s", (_, limits, expected) => {
    expect(sizes(docs(9), limits)).toEqual(expected);
  });

  it("keeps pieces contiguous and in input order", () => {
    expect(plan(docs(5), { maxDocuments: 2 })).toEqual([{ places: [0, 1] }, { places: [2, 3] }, { places: [4] }]);
  });

  it.each<[string, Limits, string]>([
    ["maxTokensPerPair", { maxTokensPerPair: 5 }, "6 tokens, at most 5"],
    ["maxTotalTokens", { maxTotalTokens: 5 }, "6 tokens in all, at most 5"],
    ["maxBytes", { maxBytes: 32 }, "33 bytes, at most 32"],
  ])("sends a document that is over %s by itself in no piece, and names it as the caller does", (_, limits, excess) => {
    const [first, refused, last, ...more] = plan(["one", "four words are here.", "two"], limits);

    expect([first?.places, refused?.places, last?.places, more]).toEqual([[0], [1], [2], []]);
    expect([first?.refused, last?.refused]).toEqual([undefined, undefined]);
    expect(refused?.refused).toMatchObject({
      code: "input_too_large",
      message: `a:1: documents[2] with the query is too large: ${excess}`,
      provider: "a:1",
    });
  });

  it("may split by an estimate of tokens", () => {
    // 9 characters and 2 of the query: 3 + 1 estimated tokens a document.
    expect(sizes(docs(4, "123456789"), { maxTotalTokens: 8 }, { exact: false, query: "ab" })).toEqual([2, 2]);
  });

  it("never refuses by an estimate of tokens", () => {
    const long = "word ".repeat(1000);

    expect(plan([long, "short", long], { maxTokensPerPair: 10, maxTotalTokens: 10 }, { exact: false })).toEqual([
      { places: [0] },
      { places: [1] },
      { places: [2] },
    ]);
    expect(plan([long, "short"], { maxTokensPerPair: 10 }, { exact: false })).toEqual([{ places: [0, 1] }]);
  });

  it("keeps every limit and every document, whatever the texts", () => {
    const limitsOf = fc.record(
      {
        maxDocuments: fc.integer({ min: 1, max: 5 }),
        maxTokensPerPair: fc.integer({ min: 3, max: 8 }),
        maxTotalTokens: fc.integer({ min: 4, max: 20 }),
        maxBytes: fc.integer({ min: 15, max: 80 }),
      },
      { requiredKeys: [] },
    );
    const texts = fc.array(fc.stringMatching(/^[a-zé"]{1,4}( [a-z]{1,4}){0,5}$/), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(texts, limitsOf, (documents, limits: Limits) => {
        const keeps = (places: readonly number[]): boolean => {
          const chosen = places.map((place) => documents[place] as string);
          const tokens = chosen.map((text) => 2 + words(text));
          const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
          const within = (value: number, limit = Number.POSITIVE_INFINITY): boolean => value <= limit;
          return (
            within(places.length, limits.maxDocuments) &&
            tokens.every((count) => within(count, limits.maxTokensPerPair)) &&
            within(sum(tokens), limits.maxTotalTokens) &&
            within(sum(["one two", ...chosen].map((text) => jsonBytes(text) + 1)), limits.maxBytes)
          );
        };
        const pieces = plan(documents, limits);
        expect(pieces.flatMap(({ places }) => places)).toEqual([...documents.keys()]);
        for (const { places, refused } of pieces) {
          expect(keeps(places)).toBe(refused === undefined);
          if (refused) expect(places).toHaveLength(1);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("planPieces and countTokens", () => {
  const counting = (limits: Limits): string[] => {
    const counted: string[] = [];
    const countTokens = (text: string): number => counted.push(text);
    const traits = { scoreScale: "logit", pointwise: true, limits } as const;
    planPieces({ query: "q", documents: ["a", "b"] }, [0, 1], {
      id: "a:1",
      traits,
      countTokens,
      score: async () => ({}),
    });
    return [...new Set(counted)].sort();
  };

  it("counts only where tokens are limited", () => {
    expect(counting({ maxDocuments: 5, maxBytes: 500 })).toEqual([]);
    expect(counting({ maxTokensPerPair: 500 })).toEqual(["a", "b", "q"]);
    expect(counting({ maxTotalTokens: 500 })).toEqual(["a", "b", "q"]);
  });
});

describe("planPieces for a listwise reranker", () => {
  const listwise = { pointwise: false };

  it.each<[string, Limits]>([
    ["maxDocuments", { maxDocuments: 3 }],
    ["maxTokensPerPair", { maxTokensPerPair: 5 }],
    ["maxTotalTokens", { maxTotalTokens: 15 }],
    ["maxBytes", { maxBytes: 10 + 3 * 19 }],
  ])("keeps a list that is just within %s whole", (_, limits) => {
    expect(plan(docs(3), limits, listwise)).toEqual([{ places: [0, 1, 2] }]);
  });

  it.each<[string, Limits, string]>([
    ["maxDocuments", { maxDocuments: 2 }, "a list of 3 documents with the query is too large: 3 documents, at most 2"],
    ["maxTokensPerPair", { maxTokensPerPair: 4 }, "documents[0] with the query is too large: 5 tokens, at most 4"],
    [
      "maxTotalTokens",
      { maxTotalTokens: 14 },
      "a list of 3 documents with the query is too large: 15 tokens in all, at most 14",
    ],
    ["maxBytes", { maxBytes: 66 }, "a list of 3 documents with the query is too large: 67 bytes, at most 66"],
  ])("refuses a list over %s", (_, limits, message) => {
    expect(() => plan(docs(3), limits, listwise)).toThrow(
      expect.objectContaining({ code: "input_too_large", message: `a:1: ${message}`, provider: "a:1" }),
    );
  });

  it("never refuses by an estimate of tokens", () => {
    const limits = { maxTokensPerPair: 1, maxTotalTokens: 1 };

    expect(plan(docs(3), limits, { ...listwise, exact: false })).toEqual([{ places: [0, 1, 2] }]);
  });
});
