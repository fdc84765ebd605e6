import { describe } from "vitest";
import { type Case, testCases } from "../__fixtures__/exchange.ts";
import { voyage } from "./voyage.ts";

const model = "rerank-2.5";
const body = { model, query: "red fox", documents: ["a blue whale", "the red fox"] };
const data = [
  { index: 1, relevance_score: 0.99 },
  { index: 0, relevance_score: 0.01 },
];
/** Two query words for each of two documents, and the documents' six. */
const usage = { total_tokens: 10 };

const accepted: readonly Case[] = [
  { name: "ranks", body, status: 200, answer: { object: "list", data, model, usage } },
  {
    name: "hands back top_k",
    body: { ...body, top_k: 1 },
    status: 200,
    answer: { object: "list", data: data.slice(0, 1), model, usage },
  },
  {
    name: "takes top_k null as all",
    body: { ...body, top_k: null },
    status: 200,
    answer: { object: "list", data, model, usage },
  },
  {
    name: "echoes documents as strings where asked",
    body: { ...body, return_documents: true },
    status: 200,
    answer: {
      object: "list",
      model,
      usage,
      data: data.map((row) => ({ ...row, document: body.documents[row.index] })),
    },
  },
  { name: "cuts what is too long", body: { ...body, query: "fox", documents: ["word ".repeat(40_000)] }, status: 200 },
  { name: "takes a blank document", body: { ...body, documents: [" "] }, status: 200 },
  {
    name: "counts tokens as it is told to",
    body: { ...body, query: "ab", documents: ["cde"] },
    server: { countTokens: (text) => text.length },
    status: 200,
    answer: { object: "list", data: [{ index: 0, relevance_score: 0.01 }], model, usage: { total_tokens: 5 } },
  },
];

const says = (detail: string) => ({ detail });

const refusals: readonly Case[] = [
  { name: "an unknown field", body: { ...body, top_n: 1 }, status: 400, answer: says("unknown field: top_n") },
  {
    name: "an unknown model",
    body: { ...body, model: "rerank-2-lite-1" },
    status: 400,
    answer: says("Model rerank-2-lite-1 is not supported."),
  },
  { name: "no model", body: { ...body, model: undefined }, status: 400, answer: says("model is required") },
  {
    name: "an empty query",
    body: { ...body, query: "" },
    status: 400,
    answer: says("query must have 1 or more characters"),
  },
  {
    name: "an empty list",
    body: { ...body, documents: [] },
    status: 400,
    answer: says("documents must have 1 or more items"),
  },
  {
    name: "an empty document",
    body: { ...body, documents: ["a", ""] },
    status: 400,
    answer: says("documents at index 1 must have 1 or more characters"),
  },
  { name: "an object as document", body: { ...body, documents: [{ text: "a" }] }, status: 400 },
  {
    name: "1,001 documents",
    body: { ...body, documents: Array(1_001).fill("a") },
    status: 400,
    answer: says("documents: 1001 are more than the 1000 allowed"),
  },
  { name: "top_k 0", body: { ...body, top_k: 0 }, status: 400, answer: says("top_k must be an integer, 1 or more") },
  {
    name: "a total over the limit",
    body: { ...body, model: "rerank-lite-1", query: "q ".repeat(1_000), documents: Array(300).fill("a") },
    status: 400,
    answer: says("total tokens in the batch, 300300, exceed the limit of 300000"),
  },
  {
    name: "a total over a limit of one's own",
    body,
    server: { limits: { maxTotalTokens: 9 } },
    status: 400,
    answer: says("total tokens in the batch, 10, exceed the limit of 9"),
  },
  {
    name: "a long query that must not be cut",
    body: { ...body, query: "q ".repeat(8_001), truncation: false },
    status: 400,
    answer: says("the query exceeds its token limit"),
  },
  {
    name: "a long document that must not be cut",
    body: { ...body, documents: ["a", "word ".repeat(32_000)], truncation: false },
    status: 400,
    answer: says("the document at index 1 exceeds the context length"),
  },
  {
    name: "a wrong key",
    body,
    headers: { authorization: "Bearer other" },
    status: 401,
    answer: says("invalid API key"),
  },
  { name: "the base without /v1", body, path: "/rerank", status: 404, answer: says("not found") },
  { name: "an unpaired surrogate", body: { ...body, documents: ["\udc00"] }, status: 400 },
];

describe("voyage answers", () => testCases(voyage, accepted));
describe("voyage refuses", () => testCases(voyage, refusals));
