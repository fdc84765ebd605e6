import { testHttpAdapter } from "@secondpass/testing/http";
import { Agent } from "undici";
import { jina } from "./jina.ts";

testHttpAdapter("jina", {
  create({ baseUrl, apiKey, ca }) {
    if (ca === undefined) return jina({ baseUrl, apiKey });
    const dispatcher = new Agent({ connect: { ca } });
    const reranker = jina({ baseUrl, apiKey, dispatcher });
    const { close: closeReranker } = reranker;
    // A dispatcher of the caller's outlives the reranker.
    const close = (): Promise<void> => closeReranker().then(() => dispatcher.destroy());
    return Object.assign(reranker, { close, [Symbol.asyncDispose]: close });
  },
  takesCa: true,
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
