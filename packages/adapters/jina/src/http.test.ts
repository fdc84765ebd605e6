import { testHttpAdapter } from "@secondpass/testing/http";
import { jina } from "./jina.ts";

testHttpAdapter("jina", {
  create: ({ baseUrl, apiKey }) => jina({ baseUrl, apiKey, model: "jina-reranker-v2-base-multilingual" }),
  wire: {
    path: "/rerank",
    payload: (rows) => ({
      model: "m",
      results: rows.map(({ index, score }) => ({ index, relevance_score: score })),
      usage: { total_tokens: 1 },
    }),
    list: "results",
    score: "relevance_score",
    documentsOf: (request) => (request as { documents: readonly string[] }).documents,
  },
});
