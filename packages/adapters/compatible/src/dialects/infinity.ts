import type { Dialect } from "../dialect.ts";

/**
 * Infinity's rerank endpoint, as infinity-emb 0.0.78 answered when run. Its usage counts characters, so it is not read.
 */
export const infinity: Dialect = {
  name: "infinity",
  path: "rerank",
  keyVariables: ["INFINITY_API_KEY"],
  request: {
    query: "query",
    documents: "documents",
    // One longer text has the whole list refused. The tokenizer cuts far shorter ones than that, so nothing is lost.
    maxCharacters: 122_880,
    model: "model",
    topN: { name: "top_n", send: false },
  },
  answer: { list: "results", score: "relevance_score" },
  // A sigmoid, unless raw_scores is asked for.
  scoreScale: "probability",
  pointwise: true,
  // INFINITY_MAX_CLIENT_BATCH_SIZE.
  limits: { maxDocuments: 2_048 },
  errors: [
    {
      status: 400,
      message: "does not support `?rerank|ModelNotDeployed",
      code: "misconfigured",
      hint: "the model is no reranker",
    },
    {
      status: 400,
      message: "^Invalid model",
      code: "misconfigured",
      hint: "it serves no model of this name, or several and none was named; GET /models lists them",
    },
    {
      status: 422,
      type: "string_too_long",
      code: "input_too_large",
      hint: "the query or a document has more characters than the server takes",
    },
    {
      status: 422,
      type: "too_long",
      code: "input_too_large",
      hint: "more documents than the server takes; set maxDocuments to its INFINITY_MAX_CLIENT_BATCH_SIZE",
    },
    { status: 429, message: "overloaded", code: "overloaded", hint: "its queue is full" },
  ],
  probe: true,
};
