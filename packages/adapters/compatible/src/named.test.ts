import { afterEach, describe, expect, it, vi } from "vitest";
import { endpointAndServer } from "./__fixtures__/server.ts";
import { dialects } from "./dialects.ts";
import {
  infinity,
  infinityProvider,
  llamacpp,
  llamacppProvider,
  mixedbread,
  mixedbreadProvider,
  together,
  togetherProvider,
  vllm,
  vllmProvider,
} from "./named.ts";
import { compatibleProvider } from "./provider.ts";

afterEach(() => vi.unstubAllEnvs());

const factories = { vllm, infinity, llamacpp, mixedbread, together };
const providers = {
  vllm: vllmProvider,
  infinity: infinityProvider,
  llamacpp: llamacppProvider,
  mixedbread: mixedbreadProvider,
  together: togetherProvider,
};
const request = { query: "a river", documents: ["the river bank", "coffee"] };
const selfHosted = ["vllm", "infinity", "llamacpp"] as const;
const hosted = ["mixedbread", "together"] as const;

describe("self-hosted servers", () => {
  it.each(selfHosted)("%s: a shorthand is an address, and a model behind it", (name) => {
    const provider = providers[name];
    expect(provider.parse(provider.shorthand?.("http://localhost:8000"))).toEqual({ url: "http://localhost:8000" });
    const both = provider.parse(provider.shorthand?.("http://localhost:8000#BAAI/bge-reranker-v2-m3"));
    expect(both).toEqual({ url: "http://localhost:8000", model: "BAAI/bge-reranker-v2-m3" });
    expect(factories[name](both).id).toBe(`${name}:BAAI/bge-reranker-v2-m3`);
    expect(factories[name]({ url: "http://localhost:8000/v1" }).id).toBe(`${name}:localhost:8000`);
    expect(() => provider.parse({})).toThrow(`${name}: the option url is needed`);
    expect(() => provider.parse(provider.shorthand?.("localhost"))).toThrow(`${name}: the option url must be a URL`);
  });

  it.each([
    ["vllm", "/v1/rerank"],
    ["llamacpp", "/v1/rerank"],
  ] as const)("%s: an address may end in /v1", async (name, path) => {
    const { server, reranker } = await endpointAndServer(name);
    await using _ = reranker;
    for (const base of [server.url, `${server.url}/`, `${server.url}/v1`, `${server.url}/v1/`]) {
      await using one = factories[name]({ url: base });
      await one.rerank(request);
    }
    expect(server.requests.map((seen) => seen.path)).toEqual([path, path, path, path]);
  });

  it("infinity: a prefix is part of the address", async () => {
    const { server, reranker: other } = await endpointAndServer("infinity", { flags: { urlPrefix: "/v1" } });
    await using _ = other;
    await using reranker = infinity({ url: `${server.url}/v1` });
    expect((await reranker.rerank(request)).outcome.kind).toBe("reranked");
  });

  it.each(selfHosted)("%s: warm-up tries one word", async (name) => {
    const { server, reranker } = await endpointAndServer(name);
    await using _ = reranker;
    await reranker.warmup();
    expect(server.requests.map(({ json }) => json)).toEqual([{ query: "a", documents: ["a"] }]);
  });

  it.each([
    ["llamacpp", { reranking: false }, 501],
    ["llamacpp", { modelType: "embedding" }, 501],
    ["infinity", { modelType: "embedding" }, 400],
    ["vllm", {}, 404],
  ] as const)("%s: warm-up tells that there is no such reranker (%j)", async (name, flags, status) => {
    const { reranker } = await endpointAndServer(name, { flags }, name === "vllm" ? { model: "nope" } : {});
    await using _ = reranker;
    await expect(reranker.warmup()).rejects.toMatchObject({ code: "misconfigured", status });
  });

  it("infinity: several models and none named", async () => {
    const { reranker } = await endpointAndServer("infinity", { flags: { models: ["ce", "other"] } });
    await using _ = reranker;
    const message = expect.stringContaining("GET /models");
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "misconfigured", status: 400, message });
  });

  it.each([
    ["vllm", "VLLM_API_KEY"],
    ["infinity", "INFINITY_API_KEY"],
    ["llamacpp", "LLAMACPP_API_KEY"],
  ] as const)("%s: the key comes from %s", async (name, variable) => {
    vi.stubEnv(variable, "from-the-environment");
    const { reranker, server } = await endpointAndServer(name, { apiKey: "from-the-environment" });
    await using _ = reranker;
    await reranker.rerank(request);
    expect(server.requests[0]?.headers.authorization).toBe("Bearer from-the-environment");
  });
});

describe("hosted services", () => {
  it.each(hosted)("%s: a shorthand is a model, and the address is known", (name) => {
    const provider = providers[name];
    expect(provider.parse(provider.shorthand?.("some/model"))).toEqual({ model: "some/model" });
    expect(factories[name]({ model: "some/model" }).id).toBe(`${name}:some/model`);
  });

  it.each([
    ["mixedbread", "MXBAI_API_KEY"],
    ["together", "TOGETHER_API_KEY"],
  ] as const)("%s: warm-up looks for the key in %s, and sends nothing", async (name, variable) => {
    vi.stubEnv(variable, "");
    const { server, reranker } = await endpointAndServer(name, {}, { apiKey: undefined });
    await using _ = reranker;
    await expect(reranker.warmup()).rejects.toMatchObject({ code: "auth", message: expect.stringContaining(variable) });
    vi.stubEnv(variable, "test-key");
    await reranker.warmup();
    expect(server.requests).toEqual([]);
    await reranker.rerank(request);
    expect(server.requests.length).toBe(1);
  });

  it("together has no model to fall back on", () => {
    expect(() => together({})).toThrow("together: the option model is needed");
    expect(() => togetherProvider.parse({})).toThrow("together: the option model is needed");
  });

  it("mixedbread's models are pointwise and have a price", async () => {
    expect(mixedbread().traits).toMatchObject({ pointwise: true, limits: { maxDocuments: 1_000 } });
    expect(mixedbread({ model: "mxbai-rerank-v9-listwise" }).traits.pointwise).toBe(false);
    const { reranker } = await endpointAndServer("mixedbread");
    await using _ = reranker;
    const { usage } = await reranker.rerank(request);
    // Query and document words of both pairs: 2 + 3 and 2 + 1, at 0.15 dollars a million.
    expect(usage).toEqual({ requests: 1, tokens: 8, costUsd: (8 * 0.15) / 1_000_000 });
  });

  it("mixedbread's lists over a thousand documents are split", async () => {
    const { reranker, server } = await endpointAndServer("mixedbread");
    await using _ = reranker;
    const documents = Array.from({ length: 1_500 }, (_, at) => `text ${at}`);
    expect((await reranker.rerank({ query: "text", documents })).outcome.scored).toBe(1_500);
    expect(server.requests.map(({ json }) => (json as { input: unknown[] }).input.length)).toEqual([750, 750]);
  });
});

describe("what the caller knows", () => {
  const url = "http://localhost:8000";

  it("goes before what the dialect says", () => {
    const given = { url, scoreScale: "logit", pointwise: false, maxDocuments: 9 } as const;
    expect(infinity({ url }).traits).toMatchObject({ scoreScale: "probability", pointwise: true });
    expect(infinity(given).traits).toMatchObject({
      scoreScale: "logit",
      pointwise: false,
      limits: { maxDocuments: 9 },
    });
    expect(vllm({ url }).traits.limits).toBeUndefined();
    expect(vllm({ url }).traits.scoreScale).toBe("unknown");
  });

  it("extra fields go along, of the options and of the call", async () => {
    const { reranker, server } = await endpointAndServer("vllm", {}, { body: { max_tokens_per_doc: 400 } });
    await using _ = reranker;
    const plain = await reranker.rerank(request);
    const vllm = { max_tokens_per_doc: 200, max_tokens_per_query: 50 };
    const own = await reranker.rerank(request, { providerOptions: { vllm } });
    expect(server.requests.map(({ json }) => json)).toEqual([
      { ...request, max_tokens_per_doc: 400 },
      { ...request, ...vllm },
    ]);
    expect(plain.revision).toBe(reranker.traits.revision);
    expect(own.revision).not.toBe(plain.revision);
  });

  it("truncate_prompt_tokens is no extra field: it ruins the prompts of some models", async () => {
    const body = { truncate_prompt_tokens: 512 };
    const message = "vllm: body.truncate_prompt_tokens is no extra field of this dialect; known: max_tokens_per_doc";
    expect(() => vllm({ url, body })).toThrow(message);
    await using reranker = vllm({ url });
    const call = reranker.rerank(request, { providerOptions: { vllm: body } });
    await expect(call).rejects.toMatchObject({
      code: "bad_request",
      message: expect.stringContaining("truncate_prompt"),
    });
  });

  it("an instruction is ignored with a warning", async () => {
    const { reranker } = await endpointAndServer("llamacpp");
    await using _ = reranker;
    const { warnings } = await reranker.rerank({ ...request, instruction: "prefer news" });
    expect(warnings.map(({ code }) => code)).toEqual(["instruction_ignored"]);
  });

  it("infinity: a text too long for the server is cut with a warning, and the others are scored", async () => {
    const { reranker, server } = await endpointAndServer("infinity");
    await using _ = reranker;
    const { warnings, outcome } = await reranker.rerank({
      query: "a river",
      documents: ["river", "x".repeat(200_000)],
    });
    expect([outcome.kind, outcome.scored, warnings.map(({ code }) => code)]).toEqual(["reranked", 2, ["truncated"]]);
    const sent = server.requests[0]?.json as typeof request | undefined;
    expect(sent?.documents[1]).toHaveLength(122_880);
  });

  it("the revision names dialect, model and fields, and not the place", () => {
    const revision = (options: object) => vllm({ url, ...options }).traits.revision;
    expect(revision({ url: "http://elsewhere", apiKey: "x", maxDocuments: 5 })).toBe(revision({}));
    const others = [{ model: "m" }, { model: "n" }, { body: { max_tokens_per_doc: 5 } }].map(revision);
    expect(new Set([revision({}), llamacpp({ url }).traits.revision, ...others]).size).toBe(5);
  });
});

describe("compatibleProvider", () => {
  it("has no shorthand, and says what to use", () => {
    expect(() => compatibleProvider.shorthand?.("http://localhost")).toThrow(/use "vllm:…", "infinity:…"/);
  });

  it.each([
    [{}, "compatible: the option dialect is needed"],
    [{ dialect: "vllm" }, "vllm: the option url is needed"],
    [{ dialect: "vllm", url: "http://a", apiKey: "x" }, "compatible: the option apiKey cannot stand in configuration"],
    [{ dialect: 5, url: "http://a" }, 'compatible: the option dialect must be one of "vllm", "infinity"'],
    [{ dialect: { name: "x" }, url: "http://a" }, "compatible: dialect.path is needed"],
  ])("%j is refused: %s", (input, message) => {
    expect(() => compatibleProvider.parse(input)).toThrow(
      expect.objectContaining({ code: "misconfigured", message: expect.stringContaining(message) }),
    );
  });

  it.each(Object.keys(dialects))("makes a %s", async (dialect) => {
    const options = compatibleProvider.parse({ dialect, url: "http://localhost:8000", model: "m" });
    expect((await compatibleProvider.create(options)).id).toBe(`${dialect}:m`);
  });
});
