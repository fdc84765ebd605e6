import { describe } from "vitest";
import { type Case, testCases } from "../__fixtures__/exchange.ts";
import { cohere } from "./cohere.ts";

const body = { model: "rerank-v3.5", query: "red fox", documents: ["a blue whale", "the red fox", "red paint"] };
const id = "00000000-0000-4000-8000-000000000001";
const meta = { api_version: { version: "2" }, billed_units: { search_units: 1 } };
const results = [
  { index: 1, relevance_score: 0.99 },
  { index: 2, relevance_score: 0.5 },
  { index: 0, relevance_score: 0.01 },
];

const accepted: readonly Case[] = [
  { name: "ranks", body, status: 200, answer: { id, results, meta } },
  {
    name: "hands back top_n",
    body: { ...body, top_n: 1 },
    status: 200,
    answer: { id, results: results.slice(0, 1), meta },
  },
  {
    name: "takes top_n over the number of documents",
    body: { ...body, top_n: 9 },
    status: 200,
    answer: { id, results, meta },
  },
  {
    name: "takes priority and max_tokens_per_doc",
    body: { ...body, priority: 999, max_tokens_per_doc: 512 },
    status: 200,
  },
  {
    name: "keeps ties in input order",
    body: { ...body, documents: ["x", "fox", "y", "fox"] },
    status: 200,
    answer: { id, meta, results: [1, 3, 0, 2].map((index) => ({ index, relevance_score: index % 2 ? 0.5 : 0.01 })) },
  },
  {
    name: "bills 100 documents as a unit",
    body: { ...body, top_n: 1, documents: Array(101).fill("red fox") },
    status: 200,
    answer: {
      id,
      results: [{ index: 0, relevance_score: 0.99 }],
      meta: { ...meta, billed_units: { search_units: 2 } },
    },
  },
  {
    name: "bills tokens since version 5",
    body: { ...body, model: "rerank-v5.0-fast", documents: ["fox"] },
    status: 200,
    answer: { id, results: [{ index: 0, relevance_score: 0.5 }], meta: { ...meta, billed_units: { input_tokens: 3 } } },
  },
  {
    name: "takes 10,000 documents",
    body: { ...body, top_n: 1, documents: Array(10_000).fill("red fox") },
    status: 200,
    answer: {
      id,
      results: [{ index: 0, relevance_score: 0.99 }],
      meta: { ...meta, billed_units: { search_units: 100 } },
    },
  },
  { name: "takes a charset", body, headers: { "content-type": "application/json; charset=utf-8" }, status: 200 },
  {
    name: "takes another model where it serves one",
    body: { ...body, model: "mine" },
    server: { flags: { models: ["mine"] } },
    status: 200,
  },
];

const says = (message: string) => ({ id, message });

const refusals: readonly Case[] = [
  { name: "an unknown field", body: { ...body, top_k: 2 }, status: 422, answer: says("unknown field: top_k") },
  {
    name: "return_documents, which version 2 lacks",
    body: { ...body, return_documents: false },
    status: 422,
    answer: says("unknown field: return_documents"),
  },
  { name: "no model", body: { ...body, model: undefined }, status: 400, answer: says("model is required") },
  {
    name: "a model that is shut down",
    body: { ...body, model: "rerank-english-v2.0" },
    status: 404,
    answer: says("model 'rerank-english-v2.0' not found"),
  },
  { name: "no query", body: { ...body, query: undefined }, status: 400, answer: says("query is required") },
  {
    name: "a blank query",
    body: { ...body, query: " \n" },
    status: 400,
    answer: says("query must not be empty or only whitespace"),
  },
  { name: "no documents", body: { ...body, documents: undefined }, status: 400, answer: says("documents is required") },
  {
    name: "an empty list",
    body: { ...body, documents: [] },
    status: 400,
    answer: says("list of documents must not be empty"),
  },
  {
    name: "an empty document",
    body: { ...body, documents: ["a", ""] },
    status: 400,
    answer: says("document at index 1 must not be empty"),
  },
  {
    name: "an object as document",
    body: { ...body, documents: [{ text: "a" }] },
    status: 400,
    answer: says("documents at index 0 must be a string"),
  },
  {
    name: "10,001 documents",
    body: { ...body, documents: Array(10_001).fill("a") },
    status: 400,
    answer: says("documents: 10001 are more than the 10000 allowed"),
  },
  { name: "top_n 0", body: { ...body, top_n: 0 }, status: 400, answer: says("top_n must be an integer, 1 or more") },
  { name: "top_n 1.5", body: { ...body, top_n: 1.5 }, status: 400 },
  { name: "top_n null", body: { ...body, top_n: null }, status: 400 },
  {
    name: "priority 1000",
    body: { ...body, priority: 1000 },
    status: 400,
    answer: says("priority must be an integer, 0 to 999"),
  },
  { name: "no key", body, headers: { authorization: undefined }, status: 401, answer: says("no API key supplied") },
  {
    name: "a wrong key",
    body,
    headers: { authorization: "Bearer other" },
    status: 401,
    answer: says("invalid API key"),
  },
  { name: "the key without its scheme", body, headers: { authorization: "test-key" }, status: 401 },
  { name: "a wrong key before a wrong body", body: "{", headers: { authorization: "Bearer other" }, status: 401 },
  {
    name: "another content type",
    body,
    headers: { "content-type": "text/plain" },
    status: 400,
    answer: says("content-type must be application/json"),
  },
  { name: "no content type", body, headers: { "content-type": undefined }, status: 400 },
  { name: "cut JSON", body: '{"model":', status: 400, answer: says("the body is not valid JSON") },
  { name: "an empty body", body: "", status: 400 },
  { name: "a list as body", body: [], status: 400, answer: says("the body must be a JSON object") },
  {
    name: "an unpaired surrogate",
    body: { ...body, query: "\ud800" },
    status: 400,
    answer: says("the body holds an unpaired surrogate"),
  },
  {
    name: "bytes that are not UTF-8",
    body: new Uint8Array([0x7b, 0xff, 0x7d]),
    status: 400,
    answer: says("the body is not UTF-8"),
  },
  { name: "a byte order mark", body: `\ufeff${JSON.stringify(body)}`, status: 400 },
  {
    name: "a body over a limit",
    body,
    server: { limits: { maxBodyBytes: 10 } },
    status: 413,
    answer: says("the request body is too large"),
  },
  { name: "GET", method: "GET", status: 405, answer: says("method not allowed"), answerHeaders: { allow: "POST" } },
  { name: "another path", body, path: "/v1/rerank", status: 404, answer: says("not found") },
  { name: "a trailing slash", body, path: "/v2/rerank/", status: 404 },
];

describe("cohere answers", () => testCases(cohere, accepted));
describe("cohere refuses", () => testCases(cohere, refusals));
