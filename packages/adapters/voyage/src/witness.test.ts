import { describe, expect, it } from "vitest";
import { VoyageAIClient } from "voyageai";
import { apiKey, startVoyage } from "./__fixtures__/server.ts";
import { voyage } from "./voyage.ts";

// Voyage's own SDK, bare, against the same server: it must get what our adapter gets, and send what our adapter sends.

const query = "how long does a tortoise live";
const documents = [
  "Butter melts in a warm pan.",
  "A giant tortoise can live for over a hundred years.",
  "How long is a piece of string?",
  "Vögel 🐢 leben",
];

describe("the bare SDK and the adapter", () => {
  it.each(["rerank-3", "rerank-2.5-lite", "rerank-lite-1"])("get the same scores and usage from %s", async (model) => {
    await using server = await startVoyage();
    await using reranker = voyage({ apiKey, baseUrl: `${server.url}/v1`, model });
    const bare = new VoyageAIClient({ apiKey, baseUrl: `${server.url}/v1` });
    const theirs = await bare.rerank({ model, query, documents });
    const ours = await reranker.rerank({ query, documents });
    expect(ours.ranking.map(({ index, score }) => ({ index, relevanceScore: score }))).toEqual(theirs.data);
    expect(ours.usage).toMatchObject({ requests: 1, tokens: theirs.usage?.totalTokens });
  });

  it.each([true, false])("send the same request, truncation %s", async (truncation) => {
    await using server = await startVoyage();
    await using reranker = voyage({ apiKey, baseUrl: `${server.url}/v1`, truncation });
    const bare = new VoyageAIClient({ apiKey, baseUrl: `${server.url}/v1` });
    await bare.rerank({ model: "rerank-3", query, documents, truncation });
    await reranker.rerank({ query, documents });
    const [theirs, ours] = server.requests;
    expect(ours?.json).toEqual(theirs?.json);
    expect(ours).toMatchObject({ method: theirs?.method, path: theirs?.path });
    expect(ours?.headers.authorization).toBe(theirs?.headers.authorization);
    expect(ours?.headers["content-type"]).toBe(theirs?.headers["content-type"]);
  });

  it.each([
    [401, "auth"],
    [400, "bad_request"],
    [500, "server_error"],
  ])("see the same status %i", async (status, code) => {
    await using server = await startVoyage({ fail: { status, text: "no" } });
    await using reranker = voyage({ apiKey, baseUrl: `${server.url}/v1` });
    const bare = new VoyageAIClient({ apiKey, baseUrl: `${server.url}/v1`, maxRetries: 0 });
    await expect(bare.rerank({ model: "rerank-3", query, documents })).rejects.toMatchObject({ statusCode: status });
    await expect(reranker.rerank({ query, documents })).rejects.toMatchObject({ status, code });
  });
});
