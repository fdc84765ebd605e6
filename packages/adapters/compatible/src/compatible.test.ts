import { startProvider, dialects as wire } from "@secondpass/testing/wire";
import { describe, expect, it } from "vitest";
import { endpointAndServer } from "./__fixtures__/server.ts";
import { compatible } from "./compatible.ts";
import { type DialectName, dialects } from "./dialects.ts";
import { vllmProvider } from "./named.ts";
import { compatibleProvider } from "./provider.ts";

const request = { query: "a river", documents: ["the river bank", "coffee"] };
const names = Object.keys(dialects) as DialectName[];

describe("each dialect", () => {
  it.each([
    ["vllm", "/v1/rerank", { query: "a river", documents: request.documents }],
    ["infinity", "/rerank", { query: "a river", documents: request.documents }],
    ["llamacpp", "/v1/rerank", { query: "a river", documents: request.documents }],
    [
      "mixedbread",
      "/v1/reranking",
      { model: "mixedbread-ai/mxbai-rerank-large-v2", query: "a river", input: request.documents },
    ],
    ["together", "/v1/rerank", { model: "Salesforce/Llama-Rank-V1", query: "a river", documents: request.documents }],
  ] as const)("%s sends what it knows and no more", async (name, path, body) => {
    const { reranker, server } = await endpointAndServer(name);
    await using _ = reranker;
    const { ranking } = await reranker.rerank({ ...request, topN: 1 });
    expect(ranking.map(({ index }) => index)).toEqual([0]);
    expect(server.requests[0]?.path).toBe(path);
    expect(server.requests[0]?.json).toEqual(body);
  });

  it.each(names)("%s: a wrong key is refused", async (name) => {
    const { reranker } = await endpointAndServer(name, { apiKey: "right" }, { apiKey: "wrong" });
    await using _ = reranker;
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "auth", status: 401 });
  });

  it.each(names)("%s: a score of null is malformed", async (name) => {
    const { reranker } = await endpointAndServer(name, { score: () => null });
    await using _ = reranker;
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "malformed" });
  });
});

it.each(["vllm", "llamacpp"] as const)("%s: what its model cannot read is too large", async (name) => {
  const { reranker } = await endpointAndServer(name);
  await using _ = reranker;
  const documents = ["a river", "river ".repeat(200_000)];
  await expect(reranker.rerank({ query: "a river", documents })).rejects.toMatchObject({ code: "input_too_large" });
});

describe("a dialect of one's own", () => {
  const own = {
    name: "own",
    path: "v1/reranking",
    request: { documents: "input", model: "model" },
    answer: { list: "data", score: "score" },
    pointwise: true,
  };

  it("is data", async () => {
    await using server = await startProvider(wire.mixedbread, { apiKey: "k" });
    await using reranker = compatible({ dialect: own, url: server.url, model: "m", apiKey: "k" });
    expect((await reranker.rerank(request)).ranking[0]?.index).toBe(0);
    expect(reranker.id).toBe("own:m");
  });

  it("comes out of configuration", () => {
    const url = "http://localhost:8000";
    expect(compatibleProvider.parse({ dialect: own, url })).toMatchObject({ url });
    expect(() => compatibleProvider.parse({ dialect: "vlm", url })).toThrow(/must be one of "vllm"/);
    expect(() => compatibleProvider.parse({ dialect: { ...own, answer: {} }, url })).toThrow(/answer\.score/);
    expect(() => compatibleProvider.parse({ dialect: { ...own, request: { documents: "__proto__.x" } }, url })).toThrow(
      /request\.documents/,
    );
  });
});

it("a shorthand is an address and a model", () => {
  expect(vllmProvider.shorthand?.("http://localhost:8000#BAAI/bge")).toEqual({
    url: "http://localhost:8000",
    model: "BAAI/bge",
  });
});
