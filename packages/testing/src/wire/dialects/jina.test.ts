import { describe, expect, it } from "vitest";
import { type Case, exchange, json, testCases } from "../__fixtures__/exchange.ts";
import { startProvider } from "../provider-server.ts";
import { jina } from "./jina.ts";

const model = "jina-reranker-v2-base-multilingual";
const body = { model, query: "red fox", documents: ["a blue whale", "the red fox"], return_documents: false };
const results = [
  { index: 1, relevance_score: 0.99 },
  { index: 0, relevance_score: 0.01 },
];
const usage = { total_tokens: 10 };
const echoed = results.map((row) => ({ ...row, document: { text: body.documents[row.index] } }));

const accepted: readonly Case[] = [
  { name: "ranks", body, status: 200, answer: { model, object: "list", usage, results } },
  {
    name: "echoes documents unless told not to",
    body: { ...body, return_documents: undefined },
    status: 200,
    answer: { model, object: "list", usage, results: echoed },
  },
  {
    name: "hands back top_n",
    body: { ...body, top_n: 1 },
    status: 200,
    answer: { model, object: "list", usage, results: results.slice(0, 1) },
  },
  {
    name: "takes texts in objects",
    body: { ...body, query: { text: "red fox" }, documents: ["a blue whale", { text: "the red fox" }] },
    status: 200,
    answer: { model, object: "list", usage, results },
  },
];

const says = (detail: string, code: string) => ({ detail, request_id: "00000000000000000000000000000001", code });

const refusals: readonly Case[] = [
  {
    name: "an unknown model",
    body: { ...body, model: "nope" },
    status: 400,
    answer: says("model nope is not known", "INPUT_INVALID"),
  },
  {
    name: "an unknown field",
    body: { ...body, top_k: 1 },
    status: 400,
    answer: says("unknown field: top_k", "INPUT_INVALID"),
  },
  {
    name: "an empty list",
    body: { ...body, documents: [] },
    status: 400,
    answer: says("documents must have 1 or more items", "INPUT_INVALID"),
  },
  { name: "an empty document", body: { ...body, documents: [""] }, status: 400 },
  { name: "an image", body: { ...body, documents: [{ image: "https://example.com/a.png" }] }, status: 400 },
  { name: "an empty query", body: { ...body, query: "" }, status: 400 },
  {
    name: "top_n 0",
    body: { ...body, top_n: 0 },
    status: 400,
    answer: says("top_n must be an integer, 1 or more", "INPUT_INVALID"),
  },
  {
    name: "no key",
    body,
    headers: { authorization: undefined },
    status: 401,
    answer: says("no API key supplied", "AUTH_INVALID_API_KEY"),
  },
  { name: "another path", body, path: "/rerank", status: 404, answer: says("not found", "RESOURCE_NOT_FOUND") },
  {
    name: "everything once the credit is gone",
    body,
    server: { fail: { status: 403, text: "Insufficient account balance." } },
    status: 403,
    answer: says("Insufficient account balance.", "AUTHZ_INSUFFICIENT_BALANCE"),
  },
  {
    name: "everything over the token rate",
    body,
    server: { fail: { status: 429, text: "Token rate limit exceeded" } },
    status: 429,
    answer: says("Token rate limit exceeded", "RATE_TOKEN_LIMIT_EXCEEDED"),
  },
];

describe("jina answers", () => testCases(jina, accepted));
describe("jina refuses", () => {
  testCases(jina, refusals);

  it("the sixth request at once: 429", async () => {
    await using server = await startProvider(jina, { delayMs: 600_000 });
    const headers = { "content-type": "application/json", authorization: "Bearer test-key" };
    const sent = { path: jina.path, headers, body: JSON.stringify(body) };
    const calls = Array.from({ length: 6 }, () => exchange(server.url, sent));
    const settled = Promise.allSettled(calls);
    // The five that are taken are held back, so that whoever answers was refused.
    const refused = await Promise.race(calls);
    const text = "Concurrency limit exceeded: 5 requests";
    expect([refused.status, json(refused)]).toEqual([429, says(text, "RATE_CONCURRENCY_LIMIT_EXCEEDED")]);
    await server.close();
    expect((await settled).filter(({ status }) => status === "rejected").length).toBe(5);
  });
});
