import { testHttpAdapter } from "@secondpass/testing/http";
import { tei } from "./tei.ts";

testHttpAdapter("tei", {
  create: ({ baseUrl, apiKey }) => tei({ url: baseUrl, apiKey }),
  wire: {
    path: "/rerank",
    payload: (rows) => rows,
    list: undefined,
    score: "score",
    documentsOf: (request) => (request as { texts: readonly string[] }).texts,
  },
  keyless: true,
});
