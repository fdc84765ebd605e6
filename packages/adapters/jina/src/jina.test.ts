import { describe, expect, it } from "vitest";
import { jinaAlone, jinaAndServer } from "./__fixtures__/server.ts";
import { jina } from "./jina.ts";

const request = { query: "a river", documents: ["the river bank", "coffee"] };

describe("a request", () => {
  it("asks for no text back, and leaves top_n to us", async () => {
    const { reranker, server } = await jinaAndServer();
    await using _ = reranker;
    const { usage, ranking } = await reranker.rerank({ ...request, topN: 1 });
    expect(ranking.map(({ index }) => index)).toEqual([0]);
    expect(server.requests[0]?.path).toBe("/v1/rerank");
    expect(server.requests[0]?.headers.authorization).toBe("Bearer test-key");
    expect(server.requests[0]?.json).toEqual({ model: "jina-reranker-v3.5", ...request, return_documents: false });
    expect(usage).toMatchObject({ requests: 1, tokens: expect.any(Number) });
  });

  it("hands the multimodal model objects, so that no text is taken for an image's address", async () => {
    const { reranker, server } = await jinaAndServer({}, { model: "jina-reranker-m0" });
    await using _ = reranker;
    await reranker.rerank(request);
    expect(server.requests[0]?.json).toMatchObject({ documents: request.documents.map((text) => ({ text })) });
  });
});

it.each([
  [undefined, false],
  ["jina-reranker-v3", false],
  ["jina-reranker-v2-base-multilingual", true],
  ["jina-reranker-m0", true],
  ["jina-reranker-v9", false],
])("%s: pointwise is %s", (model, pointwise) => {
  expect(jina({ model }).traits).toMatchObject({ pointwise, scoreScale: "unknown" });
});

it("takes the caller's word on the scale", () => {
  expect(jina({ scoreScale: "probability" }).traits.scoreScale).toBe("probability");
});

it("without a key, warm-up and calls say which variable to set", async () => {
  const reranker = jina({ baseUrl: "http://127.0.0.1:9", apiKey: "" });
  await expect(reranker.warmup()).rejects.toMatchObject({
    code: "auth",
    message: expect.stringContaining("JINA_API_KEY"),
  });
  await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "auth" });
});

it("a wrong key is refused", async () => {
  await using reranker = await jinaAlone({}, { apiKey: "wrong" });
  await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "auth", status: 401 });
});

it("an instruction is ignored with a warning", async () => {
  await using reranker = await jinaAlone();
  const { warnings } = await reranker.rerank({ ...request, instruction: "prefer news" });
  expect(warnings.map(({ code }) => code)).toEqual(["instruction_ignored"]);
});
