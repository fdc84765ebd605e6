import { testHttpAdapter } from "@secondpass/testing/http";
import { tei } from "./tei.ts";

testHttpAdapter("tei", {
  create: ({ baseUrl, apiKey }) => tei({ url: baseUrl, apiKey }),
  keyless: true,
  wire: {
    path: "/rerank",
    payload: (rows) => rows.map(({ index, score }) => ({ index, score })),
    list: undefined,
    score: "score",
    documentsOf: (body) => (body as { texts: string[] }).texts,
  },
});
