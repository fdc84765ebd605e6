import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scripted } from "./__fixtures__/scripted.ts";
import type { Ranked } from "./response.ts";

/** The ranking that a list of scores leads to. */
async function ranked(scores: readonly (number | null)[], topN?: number): Promise<readonly Ranked[]> {
  const { reranker } = scripted({ score: async () => ({ scores: scores.map((score, index) => ({ index, score })) }) });
  const documents = scores.map((_, index) => `document ${index}`);
  return (await reranker.rerank({ query: "q", documents, topN })).ranking;
}
const indices = async (scores: readonly (number | null)[]): Promise<number[]> =>
  (await ranked(scores)).map(({ index }) => index);

describe("the order of an answer", () => {
  it.each<[string, (number | null)[], number[]]>([
    ["the best first", [0.1, 0.9, 0.5], [1, 2, 0]],
    ["ties in input order", [0.5, 0.9, 0.5, 0.9, 0.5], [1, 3, 0, 2, 4]],
    ["-0 and 0 as a tie", [-0, 0, 1, 0, -0], [2, 0, 1, 3, 4]],
    ["what differs in the last bit of a double", [0.3, 0.1 + 0.2, 1, 1 - 2 ** -53], [2, 3, 1, 0]],
    ["what single precision would not tell apart", [16777216, 16777217], [1, 0]],
    ["the widest range of doubles", [-Number.MAX_VALUE, Number.MAX_VALUE, Number.MIN_VALUE, 0], [1, 2, 3, 0]],
    ["what nobody scored after all scores, in input order", [null, -5, null, -7], [1, 3, 0, 2]],
    ["input order where nobody scored anything", [null, null, null], [0, 1, 2]],
  ])("is %s", async (_, scores, expected) => {
    expect(await indices(scores)).toEqual(expected);
  });

  it("does not depend on the order in which scores come", async () => {
    const { reranker } = scripted({
      score: async () => ({ scores: [2, 0, 3, 1].map((index) => ({ index, score: index < 2 ? 1 : 2 })) }),
    });

    const { ranking } = await reranker.rerank({ query: "q", documents: ["a", "b", "c", "d"] });

    expect(ranking.map(({ index }) => index)).toEqual([2, 3, 0, 1]);
  });

  it("holds every document once, by falling score, with ties in input order", async () => {
    const anyScore = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, -0, 1, null));
    await fc.assert(
      fc.asyncProperty(fc.array(anyScore, { maxLength: 30 }), async (scores) => {
        const ranking = await ranked(scores);
        expect(ranking.map(({ index }) => index).sort((a, b) => a - b)).toEqual([...scores.keys()]);
        for (const [place, { index, score }] of ranking.entries()) {
          expect(score).toBe(scores[index]);
          const before = ranking[place - 1];
          if (before === undefined) continue;
          const [a, b] = [before.score ?? Number.NEGATIVE_INFINITY, score ?? Number.NEGATIVE_INFINITY];
          expect(a > b || (a === b && before.index < index)).toBe(true);
        }
      }),
    );
  });
});

describe("topN", () => {
  it.each([
    [1, [1]],
    [2, [1, 2]],
    [3, [1, 2, 0]],
    [99, [1, 2, 0]],
  ])("of %i keeps the best so many of three", async (topN, expected) => {
    expect((await ranked([0.1, 0.9, 0.5], topN)).map(({ index }) => index)).toEqual(expected);
  });

  it("does not change how many documents count as scored", async () => {
    const { reranker } = scripted();

    const { outcome, ranking } = await reranker.rerank({ query: "q", documents: ["0.1", "0.2", "x", ""], topN: 1 });

    expect(ranking).toEqual([{ index: 1, score: 0.2 }]);
    expect(outcome).toMatchObject({ kind: "reranked", scored: 2 });
  });
});

describe("a listwise answer without scores", () => {
  const listwise = { traits: { pointwise: false, scoreScale: "unknown" } } as const;

  it("gets n, n−1, … 1 on the scale rank, blank documents left out of the count", async () => {
    const { reranker } = scripted({ ...listwise, score: async () => ({ order: [2, 0, 1] }) });

    const answer = await reranker.rerank({ query: "q", documents: ["a", "", "b", "c"] });

    expect(answer).toMatchObject({ scoreScale: "rank", outcome: { kind: "reranked", scored: 3 }, warnings: [] });
    expect(answer.ranking).toEqual([
      { index: 3, score: 3 },
      { index: 0, score: 2 },
      { index: 2, score: 1 },
      { index: 1, score: null },
    ]);
  });

  it("is malformed where it leaves documents out", async () => {
    const { reranker } = scripted({ ...listwise, score: async () => ({ order: [2, 0] }) });

    await expect(reranker.rerank({ query: "q", documents: ["a", "b", "c"] })).rejects.toMatchObject({
      code: "malformed",
    });
  });

  it("has them appended unscored, and is partial, with incomplete: append", async () => {
    const { reranker } = scripted({ ...listwise, incomplete: "append", score: async () => ({ order: [3, 1] }) });

    const answer = await reranker.rerank({ query: "q", documents: ["a", "b", "", "c", "d"] });

    expect(answer).toMatchObject({
      scoreScale: "rank",
      outcome: { kind: "partial", scored: 2, attempts: [{ result: "ok" }] },
      warnings: [{ code: "incomplete", message: "the answer left out 2 documents; they follow unscored" }],
    });
    expect(answer.ranking).toEqual([
      { index: 4, score: 4 },
      { index: 1, score: 3 },
      { index: 0, score: null },
      { index: 3, score: null },
      { index: 2, score: null },
    ]);
  });
});
