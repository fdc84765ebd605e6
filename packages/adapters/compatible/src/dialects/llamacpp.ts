import type { Dialect } from "../dialect.ts";

/**
 * llama.cpp's rerank endpoint, as a server of October 2026 answered when run. Scores are what the model puts out: logits with BERT
 * rerankers, 0…1 with Qwen3's, so the scale is unknown. `top_n` is never sent: 0 means none there.
 */
export const llamacpp: Dialect = {
  name: "llamacpp",
  path: "v1/rerank",
  keyVariables: ["LLAMACPP_API_KEY"],
  request: {
    query: "query",
    documents: "documents",
    model: "model",
    topN: { name: "top_n", send: false },
  },
  answer: { list: "results", score: "relevance_score" },
  scoreScale: "unknown",
  pointwise: true,
  usage: { tokens: "usage.total_tokens" },
  errors: [
    {
      status: 500,
      message: "too large to process",
      code: "input_too_large",
      hint: "a document with the query is longer than the server's physical batch; start it with a larger --ubatch-size",
    },
    { status: 501, code: "misconfigured", hint: "start the server with --reranking, and with a reranker" },
    { status: 413, code: "input_too_large", hint: "the request has more bytes than the server takes" },
  ],
  probe: true,
};
