import { describe } from "vitest";
import { type Case, testCases } from "../__fixtures__/exchange.ts";
import { together } from "./together.ts";

const model = "some/reranker";
const body = { model, query: "red fox", documents: ["a blue whale", "the red fox"] };
const results = [
  { index: 1, relevance_score: 0.99, document: {} },
  { index: 0, relevance_score: 0.01, document: {} },
];
const answer = {
  object: "rerank",
  id: "rerank-simulated",
  model,
  results,
  usage: { prompt_tokens: 10, completion_tokens: 0, total_tokens: 10 },
};

const accepted: readonly Case[] = [
  { name: "ranks", body, status: 200, answer },
  {
    name: "hands back top_n",
    body: { ...body, top_n: 1 },
    status: 200,
    answer: { ...answer, results: results.slice(0, 1) },
  },
  {
    name: "echoes documents where asked",
    body: { ...body, return_documents: true },
    status: 200,
    answer: { ...answer, results: results.map((row) => ({ ...row, document: { text: body.documents[row.index] } })) },
  },
];

const says = (message: string, code: string | null = null) => ({
  error: { message, type: "invalid_request_error", param: null, code },
});

const refusals: readonly Case[] = [
  { name: "an unknown field", body: { ...body, top_k: 1 }, status: 400, answer: says("unknown field: top_k") },
  { name: "no model", body: { ...body, model: undefined }, status: 400, answer: says("model is required") },
  {
    name: "a model that is not served",
    body,
    server: { flags: { models: ["n"] } },
    status: 404,
    answer: says("Unable to access model some/reranker."),
  },
  { name: "an empty list", body: { ...body, documents: [] }, status: 400 },
  { name: "an empty query", body: { ...body, query: "" }, status: 400 },
  { name: "top_n 0", body: { ...body, top_n: 0 }, status: 400, answer: says("top_n must be an integer, 1 or more") },
  {
    name: "a wrong key",
    body,
    headers: { authorization: "Bearer other" },
    status: 401,
    answer: says("invalid API key", "invalid_api_key"),
  },
  { name: "another path", body, path: "/rerank", status: 404 },
];

describe("together answers", () => testCases(together, accepted));
describe("together refuses", () => testCases(together, refusals));
