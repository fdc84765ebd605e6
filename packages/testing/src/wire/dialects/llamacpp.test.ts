import { describe } from "vitest";
import { type Case, testCases } from "../__fixtures__/exchange.ts";
import { llamacpp } from "./llamacpp.ts";

const body = { query: "red fox", documents: ["the red whale", "a fox in red"] };
const results = [
  { index: 1, relevance_score: 2 },
  { index: 0, relevance_score: -1.5 },
];
const score = (_query: string, _text: string, index: number) => (index === 1 ? 2 : -1.5);
/** Two query words, the document's three or four and four special tokens, each pair. */
const usage = { prompt_tokens: 19, total_tokens: 19 };
const answer = { model: "simulated-reranker", object: "list", usage, results };
const keyed = { apiKey: "k" };

const accepted: readonly Case[] = [
  {
    name: "ranks",
    body,
    server: { score },
    status: 200,
    answer,
    answerHeaders: { server: "llama.cpp", "keep-alive": "timeout=5, max=100" },
  },
  {
    name: "gives logits",
    body: { query: "a b", documents: ["a"] },
    status: 200,
    answer: { ...answer, usage: { prompt_tokens: 7, total_tokens: 7 }, results: [{ index: 0, relevance_score: 0 }] },
  },
  { name: "gives none for top_n 0", body: { ...body, top_n: 0 }, status: 200, answer: { ...answer, results: [] } },
  {
    name: "cuts the fraction off top_n",
    body: { ...body, top_n: 1.5 },
    server: { score },
    status: 200,
    answer: { ...answer, results: results.slice(0, 1) },
  },
  {
    name: "gives null for NaN",
    body,
    server: { score: () => Number.NaN },
    status: 200,
    answer: { ...answer, results: [0, 1].map((index) => ({ index, relevance_score: null })) },
  },
  {
    name: "turns to TEI's shape at the sight of texts",
    body: { ...body, texts: 1, return_text: true },
    server: { score },
    status: 200,
    answer: results.map((row) => ({ index: row.index, score: row.relevance_score, text: body.documents[row.index] })),
  },
  { name: "takes 512 tokens", body: { query: "q", documents: ["w ".repeat(507)] }, status: 200 },
  { name: "takes the key", body, headers: { authorization: "Bearer k" }, server: keyed, status: 200 },
  { name: "takes the key in X-Api-Key", body, headers: { "x-api-key": "k" }, server: keyed, status: 200 },
  {
    name: "is healthy without key",
    method: "GET",
    path: "/health",
    server: keyed,
    status: 200,
    answer: { status: "ok" },
  },
  { name: "lists its models", method: "GET", path: "/v1/models", status: 200 },
];

const error = (message: string, code: number, type: string) => ({ error: { code, message, type } });

const refusals: readonly Case[] = [
  {
    name: "too long a pair",
    body: { query: "what is rust", documents: ["fox", "w ".repeat(3_000)] },
    status: 500,
    answer: error(
      "input (3007 tokens) is too large to process. increase the physical batch size (current batch size: 512)",
      500,
      "server_error",
    ),
  },
  {
    name: "a negative top_n",
    body: { ...body, top_n: -1 },
    status: 500,
    answer: error("vector::_M_default_append", 500, "server_error"),
  },
  {
    name: "reranking without its flag, whatever the body",
    body: "{",
    server: { flags: { reranking: false } },
    status: 501,
    answer: error("This server does not support reranking. Start it with `--reranking`", 501, "not_supported_error"),
    answerHeaders: { connection: "close" },
  },
  { name: "reranking with an embedding model", body, server: { flags: { modelType: "embedding" } }, status: 501 },
  { name: "no key", body, server: keyed, status: 401, answer: error("Invalid API Key", 401, "authentication_error") },
  {
    name: "a key with its scheme in lower case",
    body,
    headers: { authorization: "bearer k" },
    server: keyed,
    status: 401,
  },
  { name: "an unknown path without key", path: "/nope", body, server: keyed, status: 401 },
  { name: "a body over its limit", body, server: { limits: { maxBodyBytes: 8 } }, status: 413, answer: "" },
  { name: "a compressed body", body, headers: { "content-encoding": "gzip" }, status: 415, answer: "" },
  { name: "bytes that are not UTF-8", body: new Uint8Array([0x22, 0x61, 0xff, 0x22]), status: 400 },
];

describe("llamacpp answers", () => testCases(llamacpp, accepted));
describe("llamacpp refuses", () => testCases(llamacpp, refusals));
