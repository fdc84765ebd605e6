import type { Dialect } from "../dialect.ts";

/**
 * Mixedbread's rerank endpoint, read at mixedbread.com/api-reference and in @mixedbread/sdk 0.78.0. Over-long documents are cut.
 * Neither the scale of the scores nor the shape of the errors is documented.
 */
export const mixedbread: Dialect = {
  name: "mixedbread",
  path: "v1/reranking",
  defaultBaseUrl: "https://api.mixedbread.com",
  defaultModel: "mixedbread-ai/mxbai-rerank-large-v2",
  keyVariables: ["MXBAI_API_KEY"],
  keyRequired: true,
  request: {
    query: "query",
    documents: "input",
    model: "model",
    topN: { name: "top_k", send: false },
    extras: ["rewrite_query"],
  },
  answer: { list: "data", score: "score" },
  scoreScale: "unknown",
  pointwise: false,
  limits: { maxDocuments: 1_000 },
  usage: { tokens: "usage.total_tokens" },
};
