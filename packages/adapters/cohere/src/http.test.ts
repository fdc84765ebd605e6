import { memberOf } from "@secondpass/http";
import { testHttpAdapter } from "@secondpass/testing/http";
import { Agent } from "undici";
import { cohere } from "./cohere.ts";

testHttpAdapter("cohere", {
  create({ baseUrl, apiKey, ca }) {
    if (ca === undefined) return cohere({ baseUrl, apiKey });
    const dispatcher = new Agent({ connect: { ca } });
    const reranker = cohere({ baseUrl, apiKey, dispatcher });
    const { close: closeReranker } = reranker;
    // A dispatcher of the caller's outlives the reranker.
    const close = (): Promise<void> => closeReranker().then(() => dispatcher.destroy());
    return Object.assign(reranker, { close, [Symbol.asyncDispose]: close });
  },
  takesCa: true,
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
