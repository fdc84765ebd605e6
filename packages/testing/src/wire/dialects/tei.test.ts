import { describe, expect, it } from "vitest";
import { type Case, exchange, testCases } from "../__fixtures__/exchange.ts";
import { startProvider } from "../provider-server.ts";
import { tei } from "./tei.ts";

const body = { query: "red fox", texts: ["a blue whale", "the red fox", "fox"] };
const rows = [
  { index: 1, score: 0.99 },
  { index: 2, score: 0.5 },
  { index: 0, score: 0.01 },
];
/** Of 3,000 words, with a query of three and three special tokens 3,006 tokens. */
const long = { query: "what is rust", texts: ["a ".repeat(3_000), "b"] };
const error = (text: string, error_type: string) => ({ error: text, error_type });
const validation = (text: string) => error(`Input validation error: ${text}`, "Validation");

const accepted: readonly Case[] = [
  {
    name: "ranks, as a bare list",
    body,
    status: 200,
    answer: rows,
    answerHeaders: {
      "x-compute-tokens": "22",
      "x-compute-characters": "47",
      "x-compute-type": "gpu+optimized",
      "x-inference-time": "0",
    },
  },
  {
    name: "turns ties round",
    body: { ...body, texts: ["fox", "x", "fox", "red"] },
    status: 200,
    answer: [3, 2, 0, 1].map((index) => ({ index, score: index === 1 ? 0.01 : 0.5 })),
  },
  { name: "hands back all, whatever top_n says", body: { ...body, top_n: 1 }, status: 200, answer: rows },
  {
    name: "gives logits where asked",
    body: { query: "a b", texts: ["a"], raw_scores: true },
    status: 200,
    answer: [{ index: 0, score: 0 }],
  },
  {
    name: "echoes texts where asked",
    body: { ...body, return_text: true },
    status: 200,
    answer: rows.map(({ index, score }) => ({ index, text: body.texts[index], score })),
  },
  {
    name: "cuts what is long, silently",
    body: long,
    status: 200,
    answerHeaders: { "x-compute-tokens": String(512 + 7) },
  },
  { name: "takes truncate null as its own", body: { ...long, truncate: null }, status: 200 },
  {
    name: "lets a request overrule --auto-truncate false",
    body: { ...long, truncate: true },
    server: { flags: { autoTruncate: false } },
    status: 200,
  },
  { name: "takes an empty text", body: { ...body, texts: [""] }, status: 200 },
  { name: "takes 512 tokens", body: { query: "q", texts: ["w ".repeat(508)], truncate: false }, status: 200 },
];

const refusals: readonly Case[] = [
  {
    name: "a long text that must not be cut",
    body: { ...long, truncate: false },
    status: 422,
    answer: validation("`inputs` must have less than 512 tokens. Given: 3006"),
  },
  {
    name: "513 tokens",
    body: { query: "q", texts: ["w ".repeat(509)], truncate: false },
    status: 422,
    answer: validation("`inputs` must have less than 512 tokens. Given: 513"),
  },
  {
    name: "a long text under --auto-truncate false",
    body: long,
    server: { flags: { autoTruncate: false } },
    status: 422,
  },
  {
    name: "over 250 characters a token",
    body: { query: "what is rust", texts: ["y".repeat(200_000)], truncate: false },
    status: 422,
    answer: validation("`inputs` must have less than 128000 characters. Given: 200012"),
  },
  {
    name: "33 texts",
    body: { ...body, texts: Array(33).fill("a") },
    status: 422,
    answer: error("batch size 33 > maximum allowed batch size 32", "Validation"),
  },
  {
    name: "33 texts before version 1.9",
    body: { ...body, texts: Array(33).fill("a") },
    server: { flags: { tooMuchStatus: 413 } },
    status: 413,
    answer: error("batch size 33 > maximum allowed batch size 32", "Validation"),
  },
  {
    name: "17 texts with 16 permits",
    body: { ...body, texts: Array(17).fill("a") },
    server: { limits: { maxConcurrent: 16 } },
    status: 429,
    answer: error("Model is overloaded", "Overloaded"),
    answerHeaders: { "retry-after": undefined },
  },
  {
    name: "a NaN score",
    body,
    server: { score: () => Number.NaN },
    status: 424,
    answer: error("score is NaN", "Backend"),
  },
  {
    name: "a classifier",
    body,
    server: { flags: { modelType: "classifier" } },
    status: 424,
    answer: error("Backend error: model is not a re-ranker model", "Backend"),
  },
  {
    name: "an embedding model, even for too many texts",
    body: { ...body, texts: Array(33).fill("a") },
    server: { flags: { modelType: "embedding" } },
    status: 424,
  },
  {
    name: "an embedding model at /",
    body,
    path: "/",
    server: { flags: { modelType: "embedding" } },
    status: 422,
    answer: `Failed to deserialize the JSON body into the target type: missing field \`inputs\` at line 1 column ${JSON.stringify(body).length}`,
  },
  {
    name: "a default prompt",
    body,
    server: { flags: { defaultPrompt: true } },
    status: 422,
    answer: validation("`prompt_name` cannot be set with dual inputs"),
  },
  { name: "bytes that are not UTF-8", body: new Uint8Array([0x22, 0xff, 0x22]), status: 400 },
  {
    name: "a wrong key before the content type",
    body,
    headers: { "content-type": undefined },
    server: { apiKey: "k" },
    status: 401,
    answer: "",
    answerHeaders: { "content-type": undefined, "www-authenticate": undefined },
  },
  {
    name: "a wrong content type before the size",
    body,
    headers: { "content-type": "text/plain" },
    server: { limits: { maxBodyBytes: 1 } },
    status: 415,
  },
];

const info: readonly Case[] = [
  { name: "hidden", method: "GET", path: "/info", server: { flags: { infoHidden: true } }, status: 404, answer: "" },
  { name: "without its key", method: "GET", path: "/info", server: { apiKey: "k" }, status: 401, answer: "" },
  { name: "metrics are open", method: "GET", path: "/metrics", server: { apiKey: "k" }, status: 200, answer: "" },
];

describe("tei answers", () => testCases(tei, accepted));
describe("tei refuses", () => testCases(tei, refusals));

describe("tei tells of itself", () => {
  testCases(tei, info);

  it.each(["reranker", "classifier", "embedding"] as const)("as %s", async (modelType) => {
    await using server = await startProvider(tei, { flags: { modelType } });
    const { text } = await exchange(server.url, { method: "GET", path: "/info" });
    expect(Object.keys(JSON.parse(text).model_type)).toEqual([modelType]);
  });
});
