import { describe, expect, it } from "vitest";
import { jinaAlone, jinaAndServer } from "./__fixtures__/server.ts";
import { jina } from "./jina.ts";
import { defaultModel, jinaModels } from "./models.ts";
import type { JinaOptions } from "./options.ts";

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

it("sends five requests at once, which the free tier allows, and the rest after them", async () => {
  // The server refuses a sixth with 429.
  const { reranker, server } = await jinaAndServer({ delayMs: 5 });
  await using _ = reranker;
  const calls = await Promise.all(Array.from({ length: 20 }, () => reranker.rerank(request)));
  expect(calls.every(({ outcome }) => outcome.kind === "reranked")).toBe(true);
  expect([server.requests.length, server.connections]).toEqual([20, 5]);
});

it("takes as many at once as a larger plan allows", async () => {
  const { reranker, server } = await jinaAndServer({ delayMs: 5, limits: { maxConcurrent: 8 } }, { connections: 8 });
  await using _ = reranker;
  await Promise.all(Array.from({ length: 20 }, () => reranker.rerank(request)));
  expect(server.connections).toBe(8);
});

it("takes an answer with the documents in it, should Jina send them all the same", async () => {
  const documents = Array.from({ length: 20 }, (_, at) => `${at} é ${"long ".repeat(20_000)}`);
  const results = documents.map((text, index) => ({ index, relevance_score: index / 20, document: { text } }));
  await using reranker = await jinaAlone({ answer: { value: { results } } });
  expect((await reranker.rerank({ query: "q", documents })).outcome.scored).toBe(20);
  // An answer as long to a short request is not read to its end.
  const short = reranker.rerank({ query: "q", documents: documents.map((_, at) => `${at}`) });
  await expect(short).rejects.toMatchObject({ code: "response_too_large" });
});

it("knows no extra fields, and sends none", async () => {
  const { reranker, server } = await jinaAndServer();
  await using _ = reranker;
  const call = reranker.rerank(request, { providerOptions: { jina: { truncation: true } } });
  const message = expect.stringContaining("providerOptions.jina.truncation");
  await expect(call).rejects.toMatchObject({ code: "bad_request", message });
  await reranker.rerank(request, { providerOptions: { other: { truncation: true } } });
  expect(server.requests.length).toBe(1);
});

it("every model names its source, and the default is among them", () => {
  for (const { source, date } of Object.values(jinaModels)) {
    expect(source).toMatch(/^https:\/\//);
    expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
  expect(Object.keys(jinaModels)).toContain(defaultModel);
});

it("the revision names the model, and not the place", () => {
  const revision = (options: JinaOptions) => jina(options).traits.revision;
  expect(revision({ baseUrl: "http://a", apiKey: "x" })).toBe(revision({}));
  expect(revision({ model: "jina-reranker-v3" })).not.toBe(revision({}));
});
