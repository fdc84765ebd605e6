import { testHttpAdapter } from "@secondpass/testing/http";
import { voyage } from "./voyage.ts";

testHttpAdapter("voyage", {
  create: ({ baseUrl, apiKey }) => voyage({ baseUrl, apiKey }),
  wire: {
    path: "/rerank",
    payload: (rows) => ({
      object: "list",
      data: rows.map(({ index, score }) => ({ index, relevance_score: score })),
      model: "m",
      usage: { total_tokens: 1 },
    }),
    list: "data",
    score: "relevance_score",
    documentsOf: (request) => (request as { documents: readonly string[] }).documents,
  },
});
