import { describe, expect, it } from "vitest";
import { teiAndServer } from "./__fixtures__/server.ts";
import { tei } from "./tei.ts";

const request = { query: "a river", documents: ["the river bank", "coffee"] };
const many = (count: number) => ({
  query: "a river",
  documents: Array.from({ length: count }, (_, at) => `text ${at}${at % 7 === 0 ? " river" : ""}`),
});
const sizes = (requests: readonly { readonly json: unknown }[]) =>
  requests.map(({ json }) => (json as { texts: readonly string[] }).texts.length);

describe("a request", () => {
  it("says what it wants, and no more than TEI knows", async () => {
    const { reranker, server } = await teiAndServer({}, { truncationDirection: "left" });
    await using _ = reranker;
    const { usage, scoreScale } = await reranker.rerank({ ...request, topN: 1 });
    expect(server.requests[0]?.path).toBe("/rerank");
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
    expect(server.requests[0]?.json).toMatchObject({ query: "a river", texts: request.documents, truncate: true });
    expect(Object.keys(server.requests[0]?.json as object).sort()).toEqual(
      ["query", "raw_scores", "texts", "truncate", "truncation_direction"].filter((name) =>
        Object.hasOwn(server.requests[0]?.json as object, name),
      ),
    );
    expect(usage).toMatchObject({ requests: 1, tokens: expect.any(Number) });
    expect(scoreScale).toBe("probability");
  });

  it("gives logits where they are wanted", async () => {
    const { reranker } = await teiAndServer({}, { rawScores: true });
    await using _ = reranker;
    const { scoreScale, ranking } = await reranker.rerank(request);
    expect(scoreScale).toBe("logit");
    expect(ranking.some(({ score }) => (score ?? 0) < 0)).toBe(true);
  });
});

describe("lists are split by what the server takes", () => {
  it("32 texts until it has been asked", async () => {
    const { reranker, server } = await teiAndServer();
    await using _ = reranker;
    const { outcome } = await reranker.rerank(many(100));
    expect(outcome).toMatchObject({ kind: "reranked", scored: 100 });
    expect(Math.max(...sizes(server.requests))).toBeLessThanOrEqual(32);
  });

  it("as it says at /info once warmed up", async () => {
    const { reranker, server } = await teiAndServer({ limits: { maxDocuments: 64 } });
    await using _ = reranker;
    await reranker.warmup();
    expect(reranker.traits.limits?.maxDocuments).toBe(64);
    const { outcome } = await reranker.rerank(many(100));
    expect([outcome.kind, sizes(server.requests)]).toEqual(["reranked", [50, 50]]);
  });

  it("by the number in its refusal, within the same call, and at once in the next", async () => {
    const { reranker, server } = await teiAndServer({ limits: { maxDocuments: 8 } });
    await using _ = reranker;
    expect((await reranker.rerank(many(20))).outcome).toMatchObject({ kind: "reranked", scored: 20 });
    expect(
      sizes(server.requests)
        .slice(1)
        .every((size) => size <= 8),
    ).toBe(true);
    expect(reranker.traits.limits?.maxDocuments).toBe(8);
    const before = server.requests.length;
    await reranker.rerank(many(20));
    expect(sizes(server.requests.slice(before))).toEqual([7, 7, 6]);
  });

  it("by bytes, so that no body is cut off", async () => {
    const { reranker, server } = await teiAndServer({}, { maxBytes: 2_000_000 });
    await using _ = reranker;
    const documents = Array.from({ length: 30 }, (_, at) => `${at} ${"river ".repeat(25_000)}`);
    const { outcome } = await reranker.rerank({ query: "a river", documents });
    expect(outcome).toMatchObject({ kind: "reranked", scored: 30 });
    expect(Math.max(...server.requests.map(({ bytes }) => bytes))).toBeLessThanOrEqual(2_000_000);
  });
});

describe("what is wrong is told by code", () => {
  it("a model that is no reranker, at warm-up and in a call", async () => {
    const { reranker } = await teiAndServer({ flags: { modelType: "embedding" } });
    await using _ = reranker;
    await expect(reranker.warmup()).rejects.toMatchObject({
      code: "misconfigured",
      message: expect.stringContaining("embedding"),
    });
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "misconfigured" });
  });

  it.each([
    [401, "", "auth"],
    [424, "Backend error: score is NaN", "server_error"],
    [429, "Model is overloaded", "overloaded"],
    [503, "unhealthy", "overloaded"],
  ])("%i %s is %s", async (status, text, code) => {
    const { reranker } = await teiAndServer({ fail: { status, text } });
    await using _ = reranker;
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code, status });
  });

  it("a wrong key", async () => {
    const { reranker } = await teiAndServer({ apiKey: "right" }, { apiKey: "wrong" });
    await using _ = reranker;
    await expect(reranker.warmup()).rejects.toMatchObject({ code: "auth", status: 401 });
  });

  it("no url", () => {
    expect(() => tei({} as never)).toThrow(/the option url is needed/);
  });
});
