import { defineReranker, defineWrapper, type Reranker } from "@secondpass/core";
import { describe, expect, it } from "vitest";
import { scriptedReranker } from "./scripted.ts";
import { subjectAround } from "./subject-around.ts";
import { testReranker } from "./test-reranker.ts";

const passThrough = (inner: Reranker): Reranker =>
  defineWrapper(inner, { rerank: (request, options) => inner.rerank(request, options) });

testReranker(
  "the scripted reranker",
  subjectAround((inner) => inner),
);

testReranker("a listwise reranker that returns an order", {
  create: () =>
    defineReranker({
      id: "scripted:listwise",
      traits: { scoreScale: "rank", pointwise: false },
      async score(request) {
        const { ranking } = await scriptedReranker().rerank(request);
        return { order: ranking.map(({ index }) => index) };
      },
    }),
});

testReranker("a reranker with a limit of two documents a request", {
  create: () =>
    scriptedReranker({ traits: { scoreScale: "similarity", pointwise: true, limits: { maxDocuments: 2 } } }),
  createHanging: () =>
    scriptedReranker({
      traits: { scoreScale: "similarity", pointwise: true, limits: { maxDocuments: 2 } },
      otherwise: { hang: true },
    }),
});

testReranker("a wrapper that passes everything on", { ...subjectAround(passThrough), wrap: passThrough });

testReranker("a stack of ten wrappers", {
  ...subjectAround((inner) => Array.from({ length: 10 }).reduce<Reranker>((stack) => passThrough(stack), inner)),
});

describe("the scripted reranker", () => {
  it("plays its cues in order, then the default", async () => {
    const reranker = scriptedReranker({ cues: [{ scores: [1, 2] }, { fail: "overloaded" }] });
    const request = { query: "river", documents: ["river", "stone"] };
    expect((await reranker.rerank(request)).ranking).toEqual([
      { index: 1, score: 2 },
      { index: 0, score: 1 },
    ]);
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "overloaded" });
    expect((await reranker.rerank(request)).ranking[0]).toEqual({ index: 0, score: 1 });
    expect(reranker.calls.map(({ request: { documents } }) => documents.length)).toEqual([2, 2, 2]);
  });

  it("takes further cues while it runs", async () => {
    const reranker = scriptedReranker();
    reranker.cue({ order: [1, 0] });
    const { ranking, scoreScale } = await reranker.rerank({ query: "q", documents: ["a", "b"] });
    expect({ order: ranking.map(({ index }) => index), scoreScale }).toEqual({ order: [1, 0], scoreScale: "rank" });
  });

  it("notes what was left of the budget", async () => {
    const reranker = scriptedReranker();
    await reranker.rerank({ query: "q", documents: ["a"] }, { timeoutMs: 1000 });
    expect(reranker.calls[0]?.remainingMs).toBeGreaterThan(0);
    expect(reranker.calls[0]?.remainingMs).toBeLessThanOrEqual(1000);
  });

  it("delays only as long as the call lasts", async () => {
    const reranker = scriptedReranker({ otherwise: { delayMs: 1e8 } });
    const call = reranker.rerank({ query: "q", documents: ["a"] }, { timeoutMs: 10 });
    await expect(call).rejects.toMatchObject({ code: "timeout" });
  });
});
