import { memberOf } from "@secondpass/http";
import { testHttpAdapter } from "@secondpass/testing/http";
import { cohere } from "./cohere.ts";

testHttpAdapter("cohere", {
  create: ({ baseUrl, apiKey }) => cohere({ baseUrl, apiKey }),
  wire: {
    path: "/v2/rerank",
    payload: (rows) => ({
      id: "1",
      results: rows.map(({ index, score }) => ({ index, relevance_score: score })),
      meta: { billed_units: { search_units: 1 } },
    }),
    list: "results",
    score: "relevance_score",
    documentsOf: (json) => memberOf(json, "documents") as readonly string[],
  },
});
