import { describe } from "vitest";
import { type Case, testCases } from "../__fixtures__/exchange.ts";
import { mixedbread } from "./mixedbread.ts";

const body = { query: "red fox", input: ["a blue whale", "the red fox"] };
const data = [
  { index: 1, score: 0.99, input: null, object: "rank_result" },
  { index: 0, score: 0.01, input: null, object: "rank_result" },
];
const answer = {
  usage: { prompt_tokens: 10, total_tokens: 10, completion_tokens: 0 },
  model: "mixedbread-ai/mxbai-rerank-large-v2",
  data,
  object: "list",
  top_k: -1,
  return_input: false,
};

const accepted: readonly Case[] = [
  { name: "ranks with its default model", body, status: 200, answer },
  { name: "ranks with another", body: { ...body, model: "m" }, status: 200, answer: { ...answer, model: "m" } },
  {
    name: "hands back top_k",
    body: { ...body, top_k: 1 },
    status: 200,
    answer: { ...answer, top_k: 1, data: data.slice(0, 1) },
  },
  { name: "takes top_k -1 as all", body: { ...body, top_k: -1 }, status: 200, answer },
  {
    name: "echoes the input where asked",
    body: { ...body, return_input: true },
    status: 200,
    answer: { ...answer, return_input: true, data: data.map((row) => ({ ...row, input: body.input[row.index] })) },
  },
];

const says = (detail: string) => ({ detail });

const refusals: readonly Case[] = [
  {
    name: "documents for input",
    body: { query: "q", documents: ["a"] },
    status: 422,
    answer: says("unknown field: documents"),
  },
  { name: "no input", body: { query: "q" }, status: 422, answer: says("input is required") },
  { name: "an empty list", body: { ...body, input: [] }, status: 422, answer: says("input must have 1 or more items") },
  {
    name: "1,001 texts",
    body: { ...body, input: Array(1_001).fill("a") },
    status: 422,
    answer: says("input: 1001 are more than the 1000 allowed"),
  },
  {
    name: "an empty query",
    body: { ...body, query: "" },
    status: 422,
    answer: says("query must have 1 to 32000 characters"),
  },
  { name: "a query over 32,000 characters", body: { ...body, query: "q".repeat(32_001) }, status: 422 },
  { name: "top_k 0", body: { ...body, top_k: 0 }, status: 422, answer: says("top_k must be an integer, 1 or more") },
  { name: "top_k -2", body: { ...body, top_k: -2 }, status: 422 },
  {
    name: "a model that is not served",
    body: { ...body, model: "m" },
    server: { flags: { models: ["n"] } },
    status: 404,
    answer: says("model m not found"),
  },
  { name: "no key", body, headers: { authorization: undefined }, status: 401, answer: says("no API key supplied") },
  { name: "the others' path", body, path: "/v1/rerank", status: 404, answer: says("not found") },
];

describe("mixedbread answers", () => testCases(mixedbread, accepted));
describe("mixedbread refuses", () => testCases(mixedbread, refusals));
