import { describe, expect, it } from "vitest";
import { createManualClock } from "./__fixtures__/manual-clock.ts";
import { scripted } from "./__fixtures__/scripted.ts";
import { defineReranker } from "./define-reranker.ts";

describe("what a call answers", () => {
  it("is the ranking with all that is known of how it came about", async () => {
    const clock = createManualClock();
    const { reranker } = scripted(
      {
        async score() {
          clock.advance(12);
          return {
            scores: [
              { index: 1, score: 0.9, rawScore: 2.2 },
              { index: 0, score: 0.1, parts: { bm25: 3 } },
            ],
            usage: { tokens: 30, requests: 1 },
            warnings: [{ code: "truncated", message: "1 document" }],
          };
        },
        traits: { revision: "r1" },
      },
      { clock },
    );

    expect(await reranker.rerank({ query: "q", documents: ["a", "b"] })).toStrictEqual({
      ranking: [
        { index: 1, score: 0.9, rawScore: 2.2 },
        { index: 0, score: 0.1, parts: { bm25: 3 } },
      ],
      rerankerId: "scripted:1",
      revision: "r1",
      scoreScale: "probability",
      outcome: {
        kind: "reranked",
        scored: 2,
        attempts: [{ rerankerId: "scripted:1", result: "ok", durationMs: 12 }],
      },
      usage: { tokens: 30, requests: 1 },
      warnings: [{ code: "truncated", message: "1 document" }],
    });
  });

  it("has no member for what is not known", async () => {
    const answer = await scripted().reranker.rerank({ query: "q", documents: ["1"] });

    expect(Object.keys(answer).sort()).toEqual(["outcome", "ranking", "rerankerId", "scoreScale", "warnings"]);
  });

  it("carries the answer's own scale and revision before the declared ones", async () => {
    const { reranker } = scripted({
      score: async () => ({ scores: [{ index: 0, score: -3 }], scoreScale: "logit", revision: "r2" }),
      traits: { scoreScale: "unknown", revision: "r1" },
    });

    expect(await reranker.rerank({ query: "q", documents: ["a"] })).toMatchObject({
      scoreScale: "logit",
      revision: "r2",
    });
  });

  it("follows traits that become more exact", async () => {
    let scoreScale: "unknown" | "logit" = "unknown";
    const reranker = defineReranker({
      id: "a:1",
      get traits() {
        return { scoreScale, pointwise: true };
      },
      score: async () => ({ scores: [{ index: 0, score: 1 }] }),
    });

    expect(reranker.traits.scoreScale).toBe("unknown");
    scoreScale = "logit";
    expect(reranker.traits).toEqual({ scoreScale: "logit", pointwise: true });
    expect((await reranker.rerank({ query: "q", documents: ["a"] })).scoreScale).toBe("logit");
  });
});

describe("what score is handed", () => {
  it("is the request without topN, and the options without signal and timeoutMs", async () => {
    const { reranker, requests, contexts } = scripted();
    const extra = { tenant: "t", headers: { "x-trace": "1" }, providerOptions: { cohere: { priority: 1 } } };
    const asked = { query: "q", instruction: "newest first", ids: ["i", "j"], signals: { firstStage: [1, null] } };

    await reranker.rerank(
      { ...asked, documents: ["0.1 a", "0.2 b"], topN: 1 },
      { ...extra, signal: new AbortController().signal, timeoutMs: 1000 },
    );

    expect(requests).toStrictEqual([{ ...asked, documents: ["0.1 a", "0.2 b"] }]);
    const [{ signal, remainingMs, ...rest } = {}] = contexts;
    expect(rest).toStrictEqual(extra);
    expect(signal).toBeInstanceOf(AbortSignal);
    expect(remainingMs).toBeTypeOf("function");
  });

  it("has no member for what was not asked", async () => {
    const { reranker, requests, contexts } = scripted();

    await reranker.rerank(
      { query: "q", documents: ["1"], topN: undefined, instruction: undefined, ids: undefined, signals: undefined },
      { tenant: undefined, headers: undefined, providerOptions: undefined },
    );

    expect(requests).toStrictEqual([{ query: "q", documents: ["1"] }]);
    expect(Object.keys(contexts[0] ?? {}).sort()).toEqual(["remainingMs", "signal"]);
    expect(contexts[0]?.remainingMs()).toBe(Number.POSITIVE_INFINITY);
  });

  it("leaves the caller's request alone, frozen or not", async () => {
    const { reranker } = scripted({
      async score({ documents }) {
        (documents as string[]).reverse();
        return { scores: documents.map((_, index) => ({ index, score: index })) };
      },
    });
    const request = Object.freeze({ query: "q", documents: Object.freeze(["a", "b"]), ids: Object.freeze(["i", "j"]) });

    await reranker.rerank(request);

    expect(request).toEqual({ query: "q", documents: ["a", "b"], ids: ["i", "j"] });
  });

  it("is nothing when a reranker is only made", () => {
    const { requests } = scripted({ warmup: () => Promise.reject(new Error("too early")) });

    expect(requests).toEqual([]);
  });
});

describe("a list with nothing to send", () => {
  it.each<[string, readonly string[], readonly { index: number; score: null }[]]>([
    ["the empty list", [], []],
    [
      "blank documents only",
      ["", " \t\n", "\u00a0\ufeff\u2003"],
      [
        { index: 0, score: null },
        { index: 1, score: null },
        { index: 2, score: null },
      ],
    ],
  ])("is answered without score: %s", async (_, documents, ranking) => {
    const { reranker, requests } = scripted({ traits: { revision: "r1" } });

    expect(await reranker.rerank({ query: "q", documents })).toStrictEqual({
      ranking,
      rerankerId: "scripted:1",
      revision: "r1",
      scoreScale: "probability",
      outcome: { kind: "reranked", scored: 0, attempts: [] },
      warnings: [],
    });
    expect(requests).toEqual([]);
  });
});

describe("blank documents", () => {
  it("are not sent, come last of all in input order, and do not make the answer partial", async () => {
    const { reranker, requests } = scripted();

    const answer = await reranker.rerank({ query: "q", documents: [" ", "x", "", "0.5", "\n", "0.7"] });

    expect(requests.map(({ documents }) => documents)).toEqual([["x", "0.5", "0.7"]]);
    expect(answer.ranking).toEqual([
      { index: 5, score: 0.7 },
      { index: 3, score: 0.5 },
      { index: 1, score: null },
      { index: 0, score: null },
      { index: 2, score: null },
      { index: 4, score: null },
    ]);
    expect(answer.outcome).toMatchObject({ kind: "reranked", scored: 2 });
  });

  it("take their ids and signals with them", async () => {
    const { reranker, requests } = scripted();

    await reranker.rerank({
      query: "q",
      documents: ["", "0.5", " ", "0.7"],
      ids: ["a", "b", "c", "d"],
      signals: { firstStage: [4, null, 2, 1], age: [1, 2, 3, 4] },
    });

    expect(requests).toStrictEqual([
      { query: "q", documents: ["0.5", "0.7"], ids: ["b", "d"], signals: { firstStage: [null, 1], age: [2, 4] } },
    ]);
  });
});

describe("repeated documents", () => {
  const request = {
    query: "q",
    documents: ["0.5 a", "0.7 b", "0.5 a", "0.6 c", "0.7 b"],
    ids: ["a", "b", "c", "d", "e"],
  };

  it("are sent once by a pointwise reranker, with the first one's id, and each gets the score", async () => {
    const { reranker, requests } = scripted();

    const answer = await reranker.rerank(request);

    expect(requests).toEqual([{ query: "q", documents: ["0.5 a", "0.7 b", "0.6 c"], ids: ["a", "b", "d"] }]);
    expect(answer.ranking).toEqual([
      { index: 1, score: 0.7 },
      { index: 4, score: 0.7 },
      { index: 3, score: 0.6 },
      { index: 0, score: 0.5 },
      { index: 2, score: 0.5 },
    ]);
    expect(answer.outcome).toMatchObject({ kind: "reranked", scored: 5 });
  });

  it("are all sent by a listwise one", async () => {
    const { reranker, requests } = scripted({ traits: { pointwise: false } });

    const { ranking } = await reranker.rerank(request);

    expect(ranking.map(({ index }) => index)).toEqual([1, 4, 3, 0, 2]);
    expect(requests).toEqual([request]);
  });

  it("are texts that are the same to the last space", async () => {
    const { reranker, requests } = scripted();

    await reranker.rerank({ query: "q", documents: ["1 é", "1 e\u0301", "1 é "] });

    expect(requests[0]?.documents).toEqual(["1 é", "1 e\u0301", "1 é "]);
  });
});
