import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { apiKey, startVoyage, voyageAlone } from "./__fixtures__/server.ts";
import { hosts } from "./options.ts";
import { voyage } from "./voyage.ts";

const request = { query: "river stone", documents: ["a river of stone", "bread", "the stone"] };

beforeEach(() => {
  vi.stubEnv("VOYAGE_API_KEY", undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

type Body = typeof request & { readonly truncation: boolean };

describe("the request", () => {
  it("holds what is needed and nothing else", async () => {
    await using server = await startVoyage();
    await using reranker = voyage({ apiKey, baseUrl: `${server.url}/v1` });
    await reranker.rerank({ ...request, topN: 1 });
    expect(server.requests[0]?.json).toEqual({ model: "rerank-3", ...request, truncation: true });
    expect(server.requests[0]?.path).toBe("/v1/rerank");
  });

  it("says truncation as it is set, the call's own before the reranker's", async () => {
    await using server = await startVoyage();
    await using reranker = voyage({ apiKey, baseUrl: `${server.url}/v1/`, truncation: false });
    await reranker.rerank(request);
    await reranker.rerank(request, { providerOptions: { voyage: { truncation: true } } });
    expect(server.requests.map(({ json }) => (json as Body).truncation)).toEqual([false, true]);
  });

  it.each([
    [{ top_k: 5 }, "voyage: providerOptions.voyage.top_k is unknown; known: truncation"],
    [{ truncation: 1 }, "voyage: providerOptions.voyage.truncation must be true or false, is 1"],
  ])("is not made with providerOptions %j", async (options, message) => {
    await using server = await startVoyage();
    await using reranker = voyage({ apiKey, baseUrl: `${server.url}/v1` });
    const call = reranker.rerank(request, { providerOptions: { voyage: options } });
    await expect(call).rejects.toMatchObject({ code: "bad_request", message });
    expect(server.requests).toEqual([]);
  });

  it("goes to the host that is named", () => {
    expect(hosts).toEqual({
      voyage: "https://api.voyageai.com/v1",
      atlas: "https://ai.mongodb.com/v1",
      "atlas-eu": "https://eu.ai.mongodb.com/v1",
      "atlas-us": "https://us.ai.mongodb.com/v1",
    });
    expect(() => voyage({ host: "atlas", baseUrl: "https://example.com" })).toThrow(/exclude each other/);
  });
});

describe("lists over a limit", () => {
  const counts = (bodies: readonly { readonly json: unknown }[]): readonly number[] =>
    bodies.map(({ json }) => (json as Body).documents.length);

  it("are split at 1,000 documents", async () => {
    await using server = await startVoyage();
    await using reranker = voyage({ apiKey, baseUrl: `${server.url}/v1` });
    const documents = Array.from({ length: 1_001 }, (_, at) => `stone ${at}`);
    expect((await reranker.rerank({ query: "stone", documents })).outcome.scored).toBe(1_001);
    expect(counts(server.requests)).toEqual([501, 500]);
  });

  it("are split by query tokens × documents + document tokens, as estimated, before they are sent", async () => {
    // Each of 8 documents takes 100,000 estimated tokens, its query included, and the server counts as the estimate does.
    const countTokens = (text: string): number => Math.ceil(text.length / 3);
    await using server = await startVoyage({ countTokens });
    await using reranker = voyage({ apiKey, baseUrl: `${server.url}/v1` });
    const documents = Array.from({ length: 8 }, (_, at) => `${at} ${"stone ".repeat(48_000)}`);
    const { outcome, usage } = await reranker.rerank({ query: "stone ".repeat(1_500), documents });
    expect(outcome).toMatchObject({ kind: "reranked", scored: 8 });
    expect(counts(server.requests).every((count) => count <= 6)).toBe(true);
    expect(usage?.requests).toBe(server.requests.length);
  });

  it("are halved where Voyage counts more than was estimated", async () => {
    await using server = await startVoyage({ countTokens: () => 100_000 });
    await using reranker = voyage({ apiKey, baseUrl: `${server.url}/v1` });
    const documents = ["a", "b", "c", "d", "e"];
    const { outcome, usage, ranking } = await reranker.rerank({ query: "d", documents });
    expect(counts(server.requests)).toEqual([5, 3, 2]);
    expect(outcome).toMatchObject({ kind: "reranked", scored: 5 });
    expect(ranking[0]?.index).toBe(3);
    // Each of the 5 pairs takes 200,000.
    expect(usage).toEqual({ requests: 2, tokens: 1_000_000, costUsd: 0.05 });
  });

  it("of one document are `input_too_large`", async () => {
    await using reranker = await voyageAlone({ countTokens: () => 400_000 });
    await expect(reranker.rerank({ query: "q", documents: ["a"] })).rejects.toMatchObject({ code: "input_too_large" });
  });

  it("without truncation are `input_too_large`, asked once", async () => {
    await using server = await startVoyage({ countTokens: () => 20_000 });
    await using reranker = voyage({ apiKey, baseUrl: `${server.url}/v1`, truncation: false });
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "input_too_large" });
    expect(server.requests.length).toBe(1);
  });

  it.each([
    [{}, { maxDocuments: 1_000, maxTotalTokens: 600_000 }],
    [{ truncation: false }, { maxDocuments: 1_000, maxTotalTokens: 600_000, maxTokensPerPair: 32_000 }],
    [{ model: "rerank-lite-1" }, { maxDocuments: 1_000, maxTotalTokens: 300_000 }],
    [{ model: "rerank-9" }, { maxDocuments: 1_000, maxTotalTokens: 300_000 }],
    [{ model: "constructor" }, { maxDocuments: 1_000, maxTotalTokens: 300_000 }],
  ])("with %j: %j", (options, limits) => {
    expect(voyage(options).traits.limits).toEqual(limits);
  });
});

describe("the key", () => {
  it("is found in VOYAGE_API_KEY", async () => {
    vi.stubEnv("VOYAGE_API_KEY", apiKey);
    await using server = await startVoyage();
    await using reranker = voyage({ baseUrl: `${server.url}/v1` });
    await reranker.warmup();
    await reranker.rerank(request);
    expect(server.requests.length).toBe(1);
  });

  it("is looked for by warm-up, which sends nothing", async () => {
    await using server = await startVoyage();
    const message = "voyage: no API key; set VOYAGE_API_KEY, or pass apiKey";
    await expect(voyage({ baseUrl: server.url }).warmup()).rejects.toMatchObject({ code: "auth", message });
    await voyage({ apiKey, baseUrl: server.url }).warmup();
    expect(server.connections).toBe(0);
  });
});

describe("an instruction", () => {
  it("stands before the query for models that follow one", async () => {
    await using server = await startVoyage();
    await using reranker = voyage({ apiKey, baseUrl: `${server.url}/v1`, model: "rerank-2.5" });
    const { warnings } = await reranker.rerank({ ...request, instruction: "Prefer stones." });
    expect(server.requests[0]?.json).toMatchObject({ query: "Prefer stones.\nQuery: river stone" });
    expect(warnings).toEqual([]);
  });

  it.each(["rerank-2", "rerank-9"])("is ignored with a warning for %s", async (model) => {
    await using server = await startVoyage({ flags: { models: [model] } });
    await using reranker = voyage({ apiKey, baseUrl: `${server.url}/v1`, model });
    const { warnings } = await reranker.rerank({ ...request, instruction: "Prefer stones." });
    expect(server.requests[0]?.json).toMatchObject({ query: "river stone" });
    expect(warnings).toEqual([expect.objectContaining({ code: "instruction_ignored" })]);
  });
});

describe("the answer", () => {
  it("is on an unknown scale, unless the caller knows better", async () => {
    await using reranker = await voyageAlone();
    expect(await reranker.rerank(request)).toMatchObject({ rerankerId: "voyage:rerank-3", scoreScale: "unknown" });
    await using known = await voyageAlone({}, { scoreScale: "probability" });
    expect((await known.rerank(request)).scoreScale).toBe("probability");
  });

  it("says what it took and cost", async () => {
    const usageOf = async (model: string) => {
      const flags = { models: [model] };
      await using reranker = await voyageAlone({ countTokens: () => 50_000, flags }, { model });
      return (await reranker.rerank({ query: "q", documents: ["a"] })).usage;
    };
    expect(await usageOf("rerank-3")).toEqual({ requests: 1, tokens: 100_000, costUsd: 0.005 });
    expect(await usageOf("rerank-2.5-lite")).toEqual({ requests: 1, tokens: 100_000, costUsd: 0.002 });
    expect(await usageOf("rerank-1")).toEqual({ requests: 1, tokens: 100_000 });
  });

  it("has a revision by model and truncation, and nothing else", async () => {
    const revision = (options: Parameters<typeof voyage>[0]): string | undefined => voyage(options).traits.revision;
    expect(revision({ model: "rerank-2.5" })).not.toBe(revision({}));
    expect(revision({ truncation: false })).not.toBe(revision({}));
    expect(revision({ truncation: true, host: "atlas", apiKey: "k" })).toBe(revision({}));
    await using reranker = await voyageAlone();
    const options = { providerOptions: { voyage: { truncation: false } } };
    expect((await reranker.rerank(request, options)).revision).toBe(revision({ truncation: false }));
    expect((await reranker.rerank(request)).revision).toBe(revision({}));
  });
});
