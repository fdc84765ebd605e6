import type { Dialect } from "../dialect.ts";

/**
 * Together's rerank endpoint, read at docs.together.ai and in together-ai 0.52.0. Rerankers run on dedicated endpoints, so there is
 * no model to fall back on, and what it is nobody can tell from its name. Documents may come back with the scores.
 */
export const together: Dialect = {
  name: "together",
  path: "v1/rerank",
  defaultBaseUrl: "https://api.together.ai",
  keyVariables: ["TOGETHER_API_KEY"],
  keyRequired: true,
  request: {
    query: "query",
    documents: "documents",
    model: "model",
    modelRequired: true,
    topN: { name: "top_n", send: false },
  },
  answer: { list: "results", score: "relevance_score" },
  scoreScale: "unknown",
  pointwise: false,
  usage: { tokens: "usage.total_tokens" },
  echoes: true,
};
