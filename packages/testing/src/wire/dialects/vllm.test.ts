import { describe } from "vitest";
import { type Case, testCases } from "../__fixtures__/exchange.ts";
import { vllm } from "./vllm.ts";

const body = { query: "red fox", documents: ["a blue whale", "the red fox"] };
const row = (index: number, relevance_score: number) => ({
  index,
  document: { text: body.documents[index], multi_modal: null },
  relevance_score,
});
/** Two query words, three of the document and three special tokens, each pair. */
const usage = { prompt_tokens: 16, total_tokens: 16 };
const answer = { id: "score-simulated", model: "simulated-reranker", usage, results: [row(1, 0.99), row(0, 0.01)] };
const key = { authorization: "Bearer k" };
const keyed = { apiKey: "k" };

const accepted: readonly Case[] = [
  { name: "ranks, and always echoes", body, status: 200, answer },
  { name: "takes top_n 0 as all", body: { ...body, top_n: 0 }, status: 200, answer },
  {
    name: "hands back top_n",
    body: { ...body, top_n: 1 },
    status: 200,
    answer: { ...answer, results: [row(1, 0.99)] },
  },
  {
    name: "takes one string as documents",
    body: { ...body, documents: "the red fox" },
    status: 200,
    answer: { ...answer, usage: { prompt_tokens: 8, total_tokens: 8 }, results: [{ ...row(1, 0.99), index: 0 }] },
  },
  {
    name: "gives logits without activation",
    body: { ...body, use_activation: false },
    server: { score: (_query, _text, index) => index },
    status: 200,
    answer: { ...answer, results: [row(1, 1), row(0, 0)] },
  },
  {
    name: "takes the served model's name",
    body: { ...body, model: "m" },
    server: { flags: { models: ["m"] } },
    status: 200,
    answer: { ...answer, model: "m" },
  },
  { name: "answers at /rerank", body, path: "/rerank", status: 200, answer },
  { name: "answers at /v2/rerank", body, path: "/v2/rerank", status: 200, answer },
  {
    name: "cuts documents where asked",
    body: { ...body, documents: ["w ".repeat(99)], max_tokens_per_doc: 4 },
    server: { limits: { maxTokens: 9 } },
    status: 200,
  },
  {
    name: "cuts pairs where asked",
    body: { ...body, documents: ["w ".repeat(99)], truncate_prompt_tokens: -1 },
    server: { limits: { maxTokens: 9 } },
    status: 200,
  },
  { name: "takes the key", body, headers: key, server: keyed, status: 200 },
  { name: "asks for no key outside /v1", body, path: "/rerank", server: keyed, status: 200 },
  { name: "is healthy", method: "GET", path: "/health", server: keyed, status: 200, answer: "" },
  {
    name: "lists its models",
    method: "GET",
    path: "/v1/models",
    server: { flags: { models: ["m"] } },
    status: 200,
    answer: { object: "list", data: [{ id: "m", object: "model", owned_by: "vllm" }] },
  },
];

const says = (message: string, code = 400, type = "Bad Request") => ({ error: { message, type, param: null, code } });

const refusals: readonly Case[] = [
  {
    name: "another model's name",
    body: { ...body, model: "m" },
    status: 404,
    answer: says("The model `m` does not exist.", 404, "Not Found"),
  },
  {
    name: "an unknown field",
    body: { ...body, return_documents: true },
    status: 400,
    answer: says("unknown field: return_documents"),
  },
  { name: "no documents", body: { query: "q" }, status: 400, answer: says("documents is required") },
  {
    name: "an empty list",
    body: { ...body, documents: [] },
    status: 400,
    answer: says("documents must have 1 or more items"),
  },
  { name: "an empty document", body: { ...body, documents: [""] }, status: 400 },
  { name: "an empty query", body: { ...body, query: "" }, status: 400 },
  { name: "top_n 1.5", body: { ...body, top_n: 1.5 }, status: 400 },
  {
    name: "too long a pair",
    body: { ...body, documents: ["fox", "w ".repeat(5)] },
    server: { limits: { maxTokens: 9 } },
    status: 400,
    answer: says("This model's maximum context length is 9 tokens. However, your request has 10 input tokens."),
  },
  {
    name: "cutting to more than the model takes",
    body: { ...body, truncate_prompt_tokens: 10 },
    server: { limits: { maxTokens: 9 } },
    status: 400,
    answer: says("truncate_prompt_tokens (10) must not exceed the model's 9"),
  },
  { name: "no key", body, server: keyed, status: 401, answer: { error: "Unauthorized" } },
  { name: "a key after two spaces", body, headers: { authorization: "Bearer  k" }, server: keyed, status: 401 },
  {
    name: "the list of models without key",
    method: "GET",
    path: "/v1/models",
    server: keyed,
    status: 401,
    answer: { error: "Unauthorized" },
  },
  { name: "another content type", body, headers: { "content-type": "text/plain" }, status: 400 },
  { name: "an unpaired surrogate", body: { ...body, query: "\ud800" }, status: 400 },
  { name: "GET", method: "GET", status: 405, answer: says("method not allowed", 405, "Method Not Allowed") },
  { name: "another path", body, path: "/v3/rerank", status: 404, answer: says("not found", 404, "Not Found") },
];

describe("vllm answers", () => testCases(vllm, accepted));
describe("vllm refuses", () => testCases(vllm, refusals));
