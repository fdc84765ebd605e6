import { describe, expect, it } from "vitest";
import { type Case, exchange, testCases } from "../__fixtures__/exchange.ts";
import { startProvider } from "../provider-server.ts";
import { infinity } from "./infinity.ts";

const body = { query: "red fox", documents: [" a blue whale", "the red fox"] };
const row = (index: number, relevance_score: number, document: string | null = null) => ({
  relevance_score,
  index,
  document,
});
/** Characters: the query's seven with each document's twelve and eleven, surrounding white space aside. */
const usage = { prompt_tokens: 37, total_tokens: 37 };
const answer = {
  object: "rerank",
  results: [row(1, 0.99), row(0, 0.01)],
  model: "simulated-reranker",
  usage,
  id: "infinity-00000000-0000-4000-8000-000000000001",
  created: 1_795_236_249,
};
const keyed = { apiKey: "k" };

const accepted: readonly Case[] = [
  { name: "ranks", body, status: 200, answer, answerHeaders: { "keep-alive": undefined } },
  { name: "takes any model's name while it has one", body: { ...body, model: "m" }, status: 200, answer },
  {
    name: "echoes documents, stripped, where asked",
    body: { ...body, return_documents: true },
    status: 200,
    answer: { ...answer, results: [row(1, 0.99, "the red fox"), row(0, 0.01, "a blue whale")] },
  },
  {
    name: "gives null for NaN",
    body,
    server: { score: () => Number.NaN },
    status: 200,
    answer: { ...answer, results: [row(0, null as never), row(1, null as never)] },
  },
  {
    name: "counts tokens where started so",
    body,
    server: { flags: { tokenUsage: true } },
    status: 200,
    answer: { ...answer, usage: { prompt_tokens: 16, total_tokens: 16 } },
  },
  {
    name: "takes the key in any case, with a space too many",
    body,
    headers: { authorization: "bearer  k" },
    server: keyed,
    status: 200,
  },
  {
    name: "answers under its prefix",
    body,
    path: "/v1/rerank",
    server: { flags: { urlPrefix: "/v1" } },
    status: 200,
    answer,
  },
  {
    name: "is healthy at the root too",
    method: "GET",
    path: "/health",
    server: { ...keyed, flags: { urlPrefix: "/v1" } },
    status: 200,
  },
  {
    name: "lists its models",
    method: "GET",
    path: "/models",
    headers: { authorization: "Bearer k" },
    server: keyed,
    status: 200,
  },
];

const detail = (type: string, loc: readonly (string | number)[], msg: string, input: unknown, ctx?: object) => ({
  detail: [{ type, loc, msg, input, ...(ctx && { ctx }) }],
});
const error = (message: string, code: number) => ({ error: { message, type: null, param: null, code } });
const wide = "y".repeat(122_881);

const refusals: readonly Case[] = [
  {
    name: "a text over 122,880 characters, echoing it",
    body: { ...body, documents: [wide] },
    status: 422,
    answer: detail("string_too_long", ["body", "documents", 0], "String should have at most 122880 characters", wide, {
      max_length: 122_880,
    }),
  },
  {
    name: "2,049 documents",
    body: { ...body, documents: Array(2_049).fill("a") },
    status: 422,
    answer: detail(
      "too_long",
      ["body", "documents"],
      "List should have at most 2048 items after validation, not 2049",
      Array(2_049).fill("a"),
      { field_type: "List", max_length: 2_048, actual_length: 2_049 },
    ),
  },
  { name: "two wrong fields at once", body: { query: 1, documents: [], top_n: "x" }, status: 422 },
  { name: "a wrong flag", body: { ...body, raw_scores: "maybe" }, status: 422 },
  {
    name: "a model that it has not, of two",
    body: { ...body, model: "c" },
    server: { flags: { models: ["a", "b"] } },
    status: 400,
    answer: error("Invalid model: Engine for model name `c` not found. Available model names are ['a', 'b']", 400),
  },
  {
    name: "reranking with an embedding model",
    body: { ...body, model: "emb" },
    server: { flags: { modelType: "embedding" } },
    status: 400,
    answer: error(
      "ModelNotDeployedError: model=`emb` does not support `rerank`. Reason: the loaded moded cannot fullyfill `rerank`. Options are {'embed'}.",
      400,
    ),
  },
  {
    name: "what its queue cannot hold",
    body,
    server: { limits: { maxConcurrent: 1 } },
    status: 429,
    answer: error("model simulated-reranker is currently overloaded", 429),
    answerHeaders: { "retry-after": undefined },
  },
  {
    name: "no key",
    body,
    server: keyed,
    status: 401,
    answer: { detail: "Unauthorized" },
    answerHeaders: { "www-authenticate": "Bearer" },
  },
  { name: "a wrong key before wrong fields", body: {}, server: keyed, status: 401 },
  { name: "bad JSON before a wrong key", body: "{", server: keyed, status: 422 },
  {
    name: "bytes that are not UTF-8",
    body: new Uint8Array([0x22, 0xff, 0x22]),
    status: 400,
    answer: { detail: "There was an error parsing the body" },
  },
  { name: "the list of models without key", method: "GET", path: "/models", server: keyed, status: 401 },
  {
    name: "the bare path under a prefix",
    body,
    server: { flags: { urlPrefix: "/v1" } },
    status: 404,
    answer: { detail: "Not Found" },
  },
];

describe("infinity answers", () => testCases(infinity, accepted));
describe("infinity refuses", () => {
  testCases(infinity, refusals);

  it("names every wrong field", async () => {
    await using server = await startProvider(infinity);
    const wrong = JSON.stringify({ query: 1, documents: [], top_n: 0, return_documents: "x" });
    const { text } = await exchange(server.url, {
      path: "/rerank",
      headers: { "content-type": "application/json" },
      body: wrong,
    });
    const types = (JSON.parse(text) as { detail: { type: string }[] }).detail.map(({ type }) => type);
    expect(types).toEqual(["string_type", "too_short", "bool_parsing", "greater_than"]);
  });
});
