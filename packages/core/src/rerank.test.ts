import { describe, expect, it } from "vitest";
import { rejectionOf } from "./__fixtures__/promises.ts";
import { scripted } from "./__fixtures__/scripted.ts";
import { rerankError } from "./errors.ts";
import type { CallOptions, RerankRequest } from "./request.ts";
import { rerank } from "./rerank.ts";
import type { Reranker } from "./reranker.ts";
import type { Ranked, RerankResponse } from "./response.ts";

/** A reranker that was not made by defineReranker. */
function handMade(answer: (request: RerankRequest, options?: CallOptions) => Promise<RerankResponse>): Reranker {
  const close = async (): Promise<void> => {};
  return {
    id: "hand:1",
    traits: { scoreScale: "logit", pointwise: true },
    rerank: answer,
    warmup: close,
    close,
    [Symbol.asyncDispose]: close,
  };
}

const answering = (ranking: readonly Ranked[]): Reranker =>
  handMade(async () => ({
    ranking,
    rerankerId: "hand:1",
    scoreScale: "logit",
    outcome: { kind: "reranked", scored: ranking.length, attempts: [] },
    warnings: [],
  }));

interface Hit {
  readonly id: string;
  readonly body: string;
  readonly score: number;
}
const hits: readonly Hit[] = [
  { id: "a", body: "0.2 a", score: 12 },
  { id: "b", body: "", score: 11 },
  { id: "c", body: "0.9 c", score: 10 },
];

describe("rerank", () => {
  it("hands the same objects back, best first, beside their places", async () => {
    const { reranker } = scripted();

    const result = await rerank({ reranker, query: "q", documents: hits, text: (hit) => hit.body });

    expect(result).toStrictEqual({
      ranking: [
        { index: 2, score: 0.9, document: hits[2] },
        { index: 0, score: 0.2, document: hits[0] },
        { index: 1, score: null, document: hits[1] },
      ],
      documents: [hits[2], hits[0], hits[1]],
      rerankerId: "scripted:1",
      scoreScale: "probability",
      outcome: {
        kind: "reranked",
        scored: 2,
        attempts: [{ rerankerId: "scripted:1", result: "ok", durationMs: expect.any(Number) }],
      },
      warnings: [],
    });
    for (const { index, document } of result.ranking) expect(document).toBe(hits[index]);
    for (const [place, document] of result.documents.entries()) expect(document).toBe(result.ranking[place]?.document);
  });

  it("asks the reranker with texts, ids, signals and everything else", async () => {
    const { reranker, requests, contexts } = scripted();
    const extra = { tenant: "t", headers: { a: "1" }, providerOptions: { p: { x: 1 } } };

    await rerank({
      ...extra,
      reranker,
      query: "q",
      documents: hits,
      instruction: "newest first",
      text: ({ body }) => body,
      id: ({ id }) => id,
      signals: { firstStage: ({ score }) => score, none: () => null },
      topN: 1,
      timeoutMs: 60_000,
      signal: new AbortController().signal,
    });

    expect(requests).toStrictEqual([
      {
        query: "q",
        documents: ["0.2 a", "0.9 c"],
        instruction: "newest first",
        ids: ["a", "c"],
        signals: { firstStage: [12, 10], none: [null, null] },
      },
    ]);
    expect(contexts[0]).toMatchObject(extra);
    expect(contexts[0]?.remainingMs()).toBeLessThanOrEqual(60_000);
  });

  it("returns topN of them", async () => {
    const result = await rerank({
      reranker: scripted().reranker,
      query: "q",
      documents: ["0.1", "0.3", "0.2"],
      topN: 2,
    });

    expect([result.documents, result.ranking.length, result.outcome.scored]).toEqual([["0.3", "0.2"], 2, 3]);
  });

  it("answers the empty list without asking anybody", async () => {
    const { reranker, requests } = scripted();

    expect(await rerank({ reranker, query: "q", documents: [] })).toMatchObject({ ranking: [], documents: [] });
    expect(requests).toEqual([]);
  });

  it.each<[string, (string | { text: string } | { content: string } | { pageContent: string })[]]>([
    ["strings", ["0.1", "0.2"]],
    ["objects with text", [{ text: "0.1" }, { text: "0.2" }]],
    ["objects with content", [{ content: "0.1" }, { content: "0.2" }]],
    ["objects with pageContent", [{ pageContent: "0.1" }, { pageContent: "0.2" }]],
    ["a mixture", ["0.1", { pageContent: "0.2" }]],
  ])("takes %s without being told where the text is", async (_, documents) => {
    const { reranker, requests } = scripted();

    const result = await rerank({ reranker, query: "q", documents });

    expect(requests[0]?.documents).toEqual(["0.1", "0.2"]);
    expect(result.documents).toEqual([documents[1], documents[0]]);
    expect(result.documents[0]).toBe(documents[1]);
  });

  it("prefers the text it is told about", async () => {
    const { reranker, requests } = scripted();

    await rerank({ reranker, query: "q", documents: [{ text: "0.1", title: "0.7" }], text: ({ title }) => title });

    expect(requests[0]?.documents).toEqual(["0.7"]);
  });

  it("hands back equal objects each in its own place", async () => {
    const documents = [{ text: "0.5" }, { text: "0.9" }, { text: "0.5" }];

    const { ranking } = await rerank({ reranker: scripted().reranker, query: "q", documents });

    expect(ranking.map(({ document }) => documents.indexOf(document))).toEqual([1, 0, 2]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["documents that are no array", { documents: "a" }, "documents must be an array"],
    [
      "a document without a text",
      { documents: ["CANARY", { body: "CANARY" }] },
      "documents[1] is neither a string nor an object with a string in text, content or pageContent; pass text: (document) => …",
    ],
    [
      "a text selector that finds none",
      { documents: ["CANARY"], text: () => undefined },
      "documents[0] must be a string, is undefined",
    ],
    ["an id that is no text", { documents: ["a", "b"], id: () => 7 }, "ids[0] must be a string, is a number"],
    [
      "a signal that is no number",
      { documents: ["CANARY"], signals: { age: () => "CANARY" } },
      "signals.age[0] must be a finite number or null, is a string",
    ],
    ["a blank query", { documents: ["a"], query: " " }, "query must not be blank"],
    ["topN of 0", { documents: ["a"], topN: 0 }, "topN must be a positive integer, is 0"],
    ["minScore of NaN", { documents: ["a"], minScore: Number.NaN }, "minScore must be a number"],
    ["minScore in a text", { documents: ["a"], minScore: "0.3" }, "minScore must be a number"],
  ])("refuses %s, with onFailure: first-stage too", async (_, bad, message) => {
    const { reranker, requests } = scripted();
    for (const onFailure of ["throw", "first-stage"] as const) {
      const options = { reranker, query: "q", onFailure, ...bad } as unknown as Parameters<typeof rerank<string>>[0];

      await expect(rerank(options)).rejects.toMatchObject({ code: "bad_request", message });
    }
    expect(requests).toEqual([]);
  });

  it("throws what the reranker throws", async () => {
    const error = rerankError("overloaded", "m");
    const { reranker } = scripted({ score: () => Promise.reject(error) });

    expect(await rejectionOf(rerank({ reranker, query: "q", documents: ["a"] }))).toBe(error);
    expect(await rejectionOf(rerank({ reranker, query: "q", documents: ["a"], onFailure: "throw" }))).toBe(error);
  });

  it("throws the caller's own reason", async () => {
    const { reranker } = scripted();
    const signal = AbortSignal.abort("enough");

    expect(await rejectionOf(rerank({ reranker, query: "q", documents: ["a"], signal }))).toBe("enough");
  });
});

describe("rerank with a reranker made by hand", () => {
  it.each([-1, 2, 0.5, Number.NaN, "0"])("is malformed where the ranking names a document %s", async (index) => {
    const reranker = answering([
      { index: 0, score: 1 },
      { index: index as number, score: 0 },
    ]);

    await expect(rerank({ reranker, query: "q", documents: ["a", "b"] })).rejects.toMatchObject({
      code: "malformed",
      message: `hand:1: malformed answer: the ranking names a document that is not there: ${index}`,
      provider: "hand:1",
    });
    await expect(
      rerank({ reranker, query: "q", documents: ["a", "b"], onFailure: "first-stage" }),
    ).resolves.toMatchObject({
      documents: ["a", "b"],
      outcome: { kind: "first-stage", attempts: [{ rerankerId: "hand:1", result: "malformed" }] },
    });
  });

  it("takes what it answers as it is", async () => {
    const reranker = answering([
      { index: 1, score: 7, rawScore: 3 },
      { index: 0, score: -7, parts: { a: 1 } },
    ]);

    expect((await rerank({ reranker, query: "q", documents: ["a", "b"] })).ranking).toEqual([
      { index: 1, score: 7, rawScore: 3, document: "b" },
      { index: 0, score: -7, parts: { a: 1 }, document: "a" },
    ]);
  });
});
