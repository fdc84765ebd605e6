import { testHttpAdapter } from "@secondpass/testing/http";
import { compatible } from "./compatible.ts";

const documentsOf = (body: unknown): readonly string[] => (body as { documents: string[] }).documents;

/** The echo that vLLM always sends, empty. */
const document = { text: "", multi_modal: null };

testHttpAdapter("vllm", {
  create: ({ baseUrl: url, apiKey }) => compatible({ dialect: "vllm", url, apiKey }),
  keyless: true,
  wire: {
    path: "/v1/rerank",
    payload: (rows) => ({
      id: "score-1",
      model: "m",
      usage: { prompt_tokens: 9, total_tokens: 9 },
      results: rows.map(({ index, score }) => ({ index, document, relevance_score: score })),
    }),
    list: "results",
    score: "relevance_score",
    documentsOf,
  },
});

testHttpAdapter("infinity", {
  create: ({ baseUrl: url, apiKey }) => compatible({ dialect: "infinity", url, apiKey }),
  keyless: true,
  wire: {
    path: "/rerank",
    payload: (rows) => ({
      object: "rerank",
      results: rows.map(({ index, score }) => ({ relevance_score: score, index, document: null })),
      model: "m",
      usage: { prompt_tokens: 94, total_tokens: 94 },
    }),
    list: "results",
    score: "relevance_score",
    documentsOf,
  },
});

testHttpAdapter("llamacpp", {
  create: ({ baseUrl: url, apiKey }) => compatible({ dialect: "llamacpp", url, apiKey }),
  keyless: true,
  wire: {
    path: "/v1/rerank",
    payload: (rows) => ({
      model: "m",
      object: "list",
      usage: { prompt_tokens: 9, total_tokens: 9 },
      results: rows.map(({ index, score }) => ({ index, relevance_score: score })),
    }),
    list: "results",
    score: "relevance_score",
    documentsOf,
  },
});

testHttpAdapter("mixedbread", {
  create: ({ baseUrl: url, apiKey }) => compatible({ dialect: "mixedbread", url, apiKey }),
  wire: {
    path: "/v1/reranking",
    payload: (rows) => ({
      object: "list",
      model: "m",
      usage: { prompt_tokens: 9, total_tokens: 9 },
      data: rows.map(({ index, score }) => ({ index, score, input: null, object: "rank_result" })),
    }),
    list: "data",
    score: "score",
    documentsOf: (body) => (body as { input: string[] }).input,
  },
});

testHttpAdapter("together", {
  create: ({ baseUrl: url, apiKey }) => compatible({ dialect: "together", url, apiKey, model: "any" }),
  wire: {
    path: "/v1/rerank",
    payload: (rows) => ({
      object: "rerank",
      model: "any",
      results: rows.map(({ index, score }) => ({ index, relevance_score: score, document: {} })),
      usage: null,
    }),
    list: "results",
    score: "relevance_score",
    documentsOf,
  },
});

testHttpAdapter("a dialect of one's own", {
  create: ({ baseUrl: url, apiKey }) =>
    compatible({
      url,
      apiKey,
      model: "ranker",
      dialect: {
        name: "own",
        path: "rank",
        keyRequired: true,
        request: {
          query: "input.query",
          documents: "input.documents",
          documentText: "text",
          model: "model",
          topN: { name: "parameters.top_n", send: true },
        },
        answer: { list: "rankings", score: "logit" },
      },
    }),
  wire: {
    path: "/rank",
    payload: (rows) => ({ rankings: rows.map(({ index, score }) => ({ index, logit: score })) }),
    list: "rankings",
    score: "logit",
    documentsOf: (body) =>
      (body as { input: { documents: { text: string }[] } }).input.documents.map(({ text }) => text),
  },
});
