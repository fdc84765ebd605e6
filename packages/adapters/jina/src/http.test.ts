import { testHttpAdapter } from "@secondpass/testing/http";
import { jina } from "./jina.ts";

testHttpAdapter("jina", {
  create: ({ baseUrl, apiKey }) => jina({ baseUrl, apiKey }),
  wire: {
    path: "/rerank",
    payload: (rows) => ({
      model: "jina-reranker-v3.5",
      object: "list",
      usage: { total_tokens: 9 },
      results: rows.map(({ index, score }) => ({ index, relevance_score: score })),
    }),
    list: "results",
    score: "relevance_score",
    documentsOf: (body) => (body as { documents: string[] }).documents,
  },
});
