import { testReranker } from "@secondpass/testing";
import { testHttpAdapter } from "@secondpass/testing/http";
import { dialects, wireSubject } from "@secondpass/testing/wire";
import { acme } from "./acme.ts";

// Acme speaks as Together does, so that Together's stand-in is Acme's too.
testReranker(
  "acme",
  wireSubject(dialects.together, ({ url }) => acme({ baseUrl: `${url}/v1`, apiKey: "test-key" })),
);

testHttpAdapter("acme", {
  create: ({ baseUrl, apiKey }) => acme({ baseUrl, apiKey }),
  wire: {
    path: "/rerank",
    payload: (rows) => ({
      results: rows.map(({ index, score }) => ({ index, relevance_score: score })),
      usage: { total_tokens: 9 },
    }),
    list: "results",
    score: "relevance_score",
    documentsOf: (body) => (body as { documents: string[] }).documents,
  },
});
