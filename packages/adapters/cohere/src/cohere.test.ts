import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { apiKey, cohereAlone, startCohere } from "./__fixtures__/server.ts";
import { cohere } from "./cohere.ts";

const request = { query: "river stone", documents: ["a river of stone", "bread", "the stone"] };
const many = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `stone ${at}`);

beforeEach(() => {
  vi.stubEnv("COHERE_API_KEY", undefined);
  vi.stubEnv("CO_API_KEY", undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the request", () => {
  it("holds what is needed and nothing else", async () => {
    await using server = await startCohere();
    await using reranker = cohere({ apiKey, baseUrl: server.url });
    await reranker.rerank({ ...request, topN: 1 });
    expect(server.requests[0]?.json).toEqual({ model: "rerank-v5.0-fast", ...request });
    expect(server.requests[0]?.path).toBe("/v2/rerank");
  });

  it("holds maxTokensPerDoc and priority where they are set, a call's own before the reranker's", async () => {
    await using server = await startCohere();
    await using reranker = cohere({ apiKey, baseUrl: server.url, maxTokensPerDoc: 100, priority: 0 });
    await reranker.rerank(request);
    await reranker.rerank(request, { providerOptions: { cohere: { maxTokensPerDoc: 9, priority: undefined } } });
    expect(server.requests[0]?.json).toMatchObject({ max_tokens_per_doc: 100, priority: 0 });
    expect(server.requests[1]?.json).toMatchObject({ max_tokens_per_doc: 9, priority: 0 });
  });

  it.each([
    [{ topK: 5 }, "cohere: providerOptions.cohere.topK is unknown; known: maxTokensPerDoc, priority"],
    [{ priority: 1000 }, "cohere: providerOptions.cohere.priority must be a whole number from 0 to 999, is 1000"],
  ])("is not made with providerOptions %j", async (options, message) => {
    await using server = await startCohere();
    await using reranker = cohere({ apiKey, baseUrl: server.url });
    const call = reranker.rerank(request, { providerOptions: { cohere: options } });
    await expect(call).rejects.toMatchObject({ code: "bad_request", message });
    expect(server.requests).toEqual([]);
  });

  it("is split at 1,000 documents, or at maxDocuments, evenly", async () => {
    await using server = await startCohere();
    const counts = async (count: number, maxDocuments?: number): Promise<readonly number[]> => {
      const start = server.requests.length;
      await using reranker = cohere({ apiKey, baseUrl: server.url, maxDocuments });
      const { ranking, usage } = await reranker.rerank({ query: "stone", documents: many(count) });
      expect(ranking.length).toBe(count);
      const sent = server.requests.slice(start).map(({ json }) => (json as typeof request).documents.length);
      expect(usage?.requests).toBe(sent.length);
      return sent;
    };
    expect(await counts(1_000)).toEqual([1_000]);
    expect(await counts(1_001)).toEqual([501, 500]);
    expect(await counts(1_001, 10_000)).toEqual([1_001]);
    expect(await counts(7, 3)).toEqual([3, 3, 1]);
  });

  it.each(["", "/", "/v2", "/v2/"])('goes to the same place with "%s" at the end of the base URL', async (end) => {
    await using server = await startCohere();
    await using reranker = cohere({ apiKey, baseUrl: `${server.url}${end}` });
    await reranker.rerank(request);
    expect(server.requests.length).toBe(1);
  });

  it("carries headers of the options and of the call", async () => {
    await using server = await startCohere();
    await using reranker = cohere({ apiKey, baseUrl: server.url, headers: { "X-Client-Name": "shop" } });
    await reranker.rerank(request, { headers: { "x-trace": "1" } });
    expect(server.requests[0]?.headers).toMatchObject({ "x-client-name": "shop", "x-trace": "1" });
  });
});

describe("the key", () => {
  it.each(["COHERE_API_KEY", "CO_API_KEY"])("is found in %s", async (variable) => {
    vi.stubEnv(variable, apiKey);
    await using server = await startCohere();
    await using reranker = cohere({ baseUrl: server.url });
    await reranker.warmup();
    await reranker.rerank(request);
    expect(server.requests.length).toBe(1);
  });

  it("is looked for by warm-up, which sends nothing", async () => {
    await using server = await startCohere();
    const message = "cohere: no API key; set COHERE_API_KEY or CO_API_KEY, or pass apiKey";
    await expect(cohere({ baseUrl: server.url }).warmup()).rejects.toMatchObject({ code: "auth", message });
    await cohere({ baseUrl: server.url, apiKey: "wrong, but a key" })
      .warmup()
      .catch(() => {});
    const inTheClear = cohere({ apiKey, baseUrl: "http://rerank.example.com" });
    await expect(inTheClear.warmup()).rejects.toMatchObject({ code: "misconfigured" });
    expect(server.requests).toEqual([]);
    expect(server.connections).toBe(0);
  });

  it("of the SDK's own variable is not sent beside ours", async () => {
    vi.stubEnv("CO_API_KEY", "another-key");
    await using server = await startCohere();
    await using reranker = cohere({ apiKey, baseUrl: server.url });
    await reranker.rerank(request);
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${apiKey}`);
  });
});

describe("the answer", () => {
  it("is on the scale of probabilities, with the model's revision", async () => {
    await using reranker = await cohereAlone();
    const answer = await reranker.rerank(request);
    expect(answer).toMatchObject({ rerankerId: "cohere:rerank-v5.0-fast", scoreScale: "probability", warnings: [] });
    expect(answer.revision).toBe(reranker.traits.revision);
    expect(reranker.traits).toMatchObject({ pointwise: true, limits: { maxDocuments: 1_000 } });
  });

  it("says what it took: tokens since version 5, search units before, and what that costs", async () => {
    const usageOf = async (model: string) => {
      await using reranker = await cohereAlone({ countTokens: () => 500_000 }, { model });
      return (await reranker.rerank({ query: "q", documents: ["a"] })).usage;
    };
    expect(await usageOf("rerank-v5.0-fast")).toEqual({ requests: 1, tokens: 1_000_000, costUsd: 0.02 });
    expect(await usageOf("rerank-v5.0-pro")).toEqual({ requests: 1, tokens: 1_000_000, costUsd: 0.05 });
    expect(await usageOf("rerank-v4.0-pro")).toEqual({ requests: 1, searchUnits: 20, costUsd: 0.05 });
    expect(await usageOf("rerank-english-v3.0")).toEqual({ requests: 1, searchUnits: 20 });
  });

  it("warns that an instruction was ignored", async () => {
    await using reranker = await cohereAlone();
    const { warnings } = await reranker.rerank({ ...request, instruction: "prefer stones" });
    expect(warnings).toEqual([expect.objectContaining({ code: "instruction_ignored" })]);
  });

  it("takes the caller's word for the scale", async () => {
    await using reranker = await cohereAlone({}, { scoreScale: "unknown" });
    expect((await reranker.rerank(request)).scoreScale).toBe("unknown");
  });
});

describe("the revision", () => {
  const revision = (options: Parameters<typeof cohere>[0]): string | undefined => cohere(options).traits.revision;

  it("names what may change a score, and nothing else", () => {
    const plain = revision({});
    expect(revision({ model: "rerank-v3.5" })).not.toBe(plain);
    expect(revision({ maxTokensPerDoc: 512 })).not.toBe(plain);
    expect(revision({ priority: 5, baseUrl: "https://private.example.com", maxDocuments: 10, apiKey: "k" })).toBe(
      plain,
    );
  });

  it("of an answer follows the call's own options", async () => {
    await using reranker = await cohereAlone();
    const options = { providerOptions: { cohere: { maxTokensPerDoc: 512 } } };
    expect((await reranker.rerank(request, options)).revision).toBe(revision({ maxTokensPerDoc: 512 }));
  });
});

it("passes names on that it does not know", async () => {
  await using reranker = await cohereAlone({ flags: { models: ["rerank-v9"] } }, { model: "rerank-v9" });
  expect((await reranker.rerank(request)).usage).toEqual({ requests: 1, searchUnits: 1 });
});
