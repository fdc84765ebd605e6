import { describe, expect, it } from "vitest";
import { scripted } from "./__fixtures__/scripted.ts";
import { defineWrapper } from "./define-wrapper.ts";
import { rerankError } from "./errors.ts";
import { applyMinScore } from "./min-score.ts";
import { rerank } from "./rerank.ts";
import type { Outcome, RerankResponse } from "./response.ts";
import type { ScoreScale } from "./traits.ts";

const documents = ["a", "b", "c", " "];
const scored = [
  { index: 2, score: 0.9 },
  { index: 0, score: 0.3 },
  { index: 1, score: 0.29 },
  { index: 3, score: null },
];

/** What minScore 0.3 leaves of an answer, for a reranker that declares `declared`. */
function applied(
  kind: Outcome["kind"],
  declared: ScoreScale,
  scoreScale: ScoreScale,
  ranking = scored,
): RerankResponse {
  const outcome: Outcome = { kind, scored: ranking.filter(({ score }) => score !== null).length, attempts: [] };
  const response = { ranking, rerankerId: "a:1", scoreScale, outcome, warnings: [{ code: "slow", message: "m" }] };
  const { reranker } = scripted({ traits: { scoreScale: declared } });
  return applyMinScore(response, 0.3, documents, reranker);
}

describe("minScore is applied", () => {
  it.each<[Outcome["kind"], ScoreScale]>([
    ["reranked", "probability"],
    ["reranked", "logit"],
    ["reranked", "similarity"],
    ["partial", "probability"],
    ["partial", "logit"],
    ["partial", "similarity"],
    ["fallback", "probability"],
  ])("to a %s answer where %s was declared and came", (kind, scale) => {
    const response = applied(kind, scale, scale);

    expect(response.ranking).toEqual([
      { index: 2, score: 0.9 },
      { index: 0, score: 0.3 },
    ]);
    expect(response.warnings).toEqual([{ code: "slow", message: "m" }]);
    expect(response.outcome.scored).toBe(3);
  });

  const unscored = [{ index: 0, score: 0.9 }, ...[1, 2, 3].map((index) => ({ index, score: null }))];

  it("keeps documents that nobody scored in a partial answer, and drops blank ones", () => {
    expect(applied("partial", "logit", "logit", unscored).ranking.map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it("drops what a reranked answer leaves unscored, as the tail of a cascade", () => {
    expect(applied("reranked", "logit", "logit", unscored).ranking.map(({ index }) => index)).toEqual([0]);
  });
});

describe("minScore is not applied, and a warning says why,", () => {
  it.each<[Outcome["kind"], ScoreScale, ScoreScale, string]>([
    ["reranked", "rank", "rank", 'scores on the scale "rank" have no threshold'],
    ["reranked", "unknown", "unknown", 'scores on the scale "unknown" have no threshold'],
    ["reranked", "logit", "rank", 'scores on the scale "rank" have no threshold'],
    ["partial", "unknown", "unknown", 'scores on the scale "unknown" have no threshold'],
    ["fallback", "rank", "rank", 'scores on the scale "rank" have no threshold'],
    [
      "reranked",
      "logit",
      "probability",
      'the scores are on the scale "probability", the reranker asked declares "logit"',
    ],
    ["reranked", "unknown", "logit", 'the scores are on the scale "logit", the reranker asked declares "unknown"'],
    [
      "partial",
      "probability",
      "logit",
      'the scores are on the scale "logit", the reranker asked declares "probability"',
    ],
    [
      "fallback",
      "logit",
      "probability",
      'the scores are on the scale "probability", the reranker asked declares "logit"',
    ],
    [
      "fallback",
      "probability",
      "logit",
      'the scores are on the scale "logit", the reranker asked declares "probability"',
    ],
    ["fallback", "logit", "logit", 'another reranker answered, whose "logit" scores mean something else'],
    [
      "fallback",
      "similarity",
      "similarity",
      'another reranker answered, whose "similarity" scores mean something else',
    ],
    ["first-stage", "probability", "unknown", "nobody scored these documents"],
    ["first-stage", "probability", "probability", "nobody scored these documents"],
  ])("to a %s answer where %s was declared and %s came", (kind, declared, scale, why) => {
    const response = applied(kind, declared, scale);

    expect(response.ranking).toBe(scored);
    expect(response.warnings).toEqual([
      { code: "slow", message: "m" },
      { code: "min_score_not_applied", message: `minScore was not applied: ${why}` },
    ]);
  });
});

describe("rerank with minScore", () => {
  const asked = { query: "q", documents: ["0.2", "0.9", "", "0.3"] };

  it("cuts what scored below it, and blank documents", async () => {
    const {
      documents: kept,
      ranking,
      outcome,
    } = await rerank({ ...asked, reranker: scripted().reranker, minScore: 0.3 });

    expect(kept).toEqual(["0.9", "0.3"]);
    expect(ranking.map(({ index }) => index)).toEqual([1, 3]);
    expect(outcome.scored).toBe(3);
  });

  it.each([
    [0, ["0.9", "0.3", "0.2"]],
    [-1, ["0.9", "0.3", "0.2"]],
    [Number.NEGATIVE_INFINITY, ["0.9", "0.3", "0.2"]],
    [0.95, []],
    [Number.POSITIVE_INFINITY, []],
    [undefined, ["0.9", "0.3", "0.2", ""]],
  ])("of %s leaves %j", async (minScore, kept) => {
    expect((await rerank({ ...asked, reranker: scripted().reranker, minScore })).documents).toEqual(kept);
  });

  it("cuts what topN leaves", async () => {
    const { reranker } = scripted();

    expect((await rerank({ ...asked, reranker, minScore: 0.25, topN: 1 })).documents).toEqual(["0.9"]);
    expect((await rerank({ ...asked, reranker, minScore: 0.25, topN: 3 })).documents).toEqual(["0.9", "0.3"]);
  });

  it("keeps what a failed piece left unscored", async () => {
    const { reranker } = scripted({
      traits: { limits: { maxDocuments: 1 } },
      score: async ({ documents: [text = ""] }) => {
        if (text === "0.9") throw rerankError("overloaded", "m");
        return { scores: [{ index: 0, score: Number(text) }] };
      },
    });

    expect((await rerank({ ...asked, reranker, minScore: 0.3 })).documents).toEqual(["0.3", "0.9"]);
  });

  it("cuts nothing of the first-stage order", async () => {
    const { reranker } = scripted({ score: () => Promise.reject(rerankError("overloaded", "m")) });

    const result = await rerank({ ...asked, reranker, minScore: 0.3, onFailure: "first-stage" });

    expect(result.documents).toEqual(asked.documents);
    expect(result.warnings.map(({ code }) => code)).toEqual(["overloaded", "min_score_not_applied"]);
  });

  it("goes by the scale that the reranker asked declares, not by that of whoever answered", async () => {
    const other = scripted({ traits: { scoreScale: "probability" } }).reranker;
    const { reranker: inner } = scripted({ traits: { scoreScale: "logit" } });
    const reranker = defineWrapper(inner, { rerank: (request, options) => other.rerank(request, options) });

    const result = await rerank({ ...asked, reranker, minScore: 0.3 });

    expect(result.documents).toHaveLength(4);
    expect(result.warnings).toMatchObject([{ code: "min_score_not_applied" }]);
  });
});
