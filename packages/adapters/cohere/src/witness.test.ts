import { createCohere } from "@ai-sdk/cohere";
import { CohereClientV2 } from "cohere-ai";
import { describe, expect, it } from "vitest";
import { apiKey, startCohere } from "./__fixtures__/server.ts";
import { cohere } from "./cohere.ts";

// Cohere's own SDK, bare, against the same server: it must get what our adapter gets, and send what our adapter sends.

const query = "how long does a tortoise live";
const documents = [
  "Butter melts in a warm pan.",
  "A giant tortoise can live for over a hundred years.",
  "How long is a piece of string?",
  "Vögel 🐢 leben",
];

describe("the bare SDK and the adapter", () => {
  it.each(["rerank-v5.0-fast", "rerank-v4.0-pro", "rerank-v3.5"])(
    "get the same scores and usage from %s",
    async (model) => {
      await using server = await startCohere();
      await using reranker = cohere({ apiKey, baseUrl: server.url, model });
      const bare = new CohereClientV2({ token: apiKey, baseUrl: server.url });
      const theirs = await bare.rerank({ model, query, documents });
      const ours = await reranker.rerank({ query, documents });
      expect(ours.ranking.map(({ index, score }) => ({ index, relevanceScore: score }))).toEqual(theirs.results);
      expect(ours.usage).toMatchObject({ requests: 1 });
      expect(ours.usage?.tokens).toEqual(theirs.meta?.billedUnits?.inputTokens);
      expect(ours.usage?.searchUnits).toEqual(theirs.meta?.billedUnits?.searchUnits);
    },
  );

  it("send the same request", async () => {
    await using server = await startCohere();
    await using reranker = cohere({ apiKey, baseUrl: server.url, maxTokensPerDoc: 512, priority: 7 });
    const bare = new CohereClientV2({ token: apiKey, baseUrl: server.url });
    await bare.rerank({ model: "rerank-v5.0-fast", query, documents, maxTokensPerDoc: 512, priority: 7 });
    await reranker.rerank({ query, documents });
    const [theirs, ours] = server.requests;
    expect(ours?.json).toEqual(theirs?.json);
    expect(ours).toMatchObject({ method: theirs?.method, path: theirs?.path });
    expect(ours?.headers.authorization).toBe(theirs?.headers.authorization);
    expect(ours?.headers["content-type"]).toBe(theirs?.headers["content-type"]);
  });

  it.each([
    [401, "auth"],
    [422, "bad_request"],
    [500, "server_error"],
  ])("see the same status %i", async (status, code) => {
    await using server = await startCohere({ fail: { status, text: "no" } });
    await using reranker = cohere({ apiKey, baseUrl: server.url });
    const bare = new CohereClientV2({ token: apiKey, baseUrl: server.url, maxRetries: 0 });
    await expect(bare.rerank({ model: "rerank-v3.5", query, documents })).rejects.toMatchObject({ statusCode: status });
    await expect(reranker.rerank({ query, documents })).rejects.toMatchObject({ status, code });
  });
});

// Somebody else's client for the same endpoint, written from Cohere's documentation and not from the SDK.
describe("the AI SDK's Cohere provider and the adapter", () => {
  it.each(["rerank-v5.0-fast", "rerank-v3.5"])("get the same scores from %s, by the same request", async (model) => {
    await using server = await startCohere();
    await using reranker = cohere({ apiKey, baseUrl: server.url, model });
    const theirs = await createCohere({ apiKey, baseURL: `${server.url}/v2` })
      .reranking(model)
      .doRerank({ query, documents: { type: "text", values: [...documents] } });
    const ours = await reranker.rerank({ query, documents });
    expect(ours.ranking.map(({ index, score }) => ({ index, relevanceScore: score }))).toEqual(theirs.ranking);
    const [first, second] = server.requests;
    expect(second).toMatchObject({ method: first?.method, path: first?.path });
    expect(second?.json).toEqual(first?.json);
    expect(second?.headers.authorization).toBe(first?.headers.authorization);
  });
});
