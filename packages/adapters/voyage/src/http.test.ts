import { memberOf } from "@secondpass/http";
import { testHttpAdapter } from "@secondpass/testing/http";
import { voyage } from "./voyage.ts";

testHttpAdapter("voyage", {
  create: ({ baseUrl, apiKey }) => voyage({ baseUrl, apiKey }),
  wire: {
    path: "/rerank",
    payload: (rows) => ({
      object: "list",
      data: rows.map(({ index, score }) => ({ index, relevance_score: score })),
      model: "rerank-3",
      usage: { total_tokens: 1 },
    }),
    list: "data",
    score: "relevance_score",
    documentsOf: (json) => memberOf(json, "documents") as readonly string[],
  },
});
