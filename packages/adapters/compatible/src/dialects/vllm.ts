import type { Dialect } from "../dialect.ts";

/**
 * vLLM's rerank endpoint, read in vllm-project/vllm, entrypoints/pooling/scoring (2026).
 *
 * `truncate_prompt_tokens` is not among the extras: on models with a template it keeps the tail of the prompt and drops
 * instruction and query (Tencent/WeKnora#2160). `max_tokens_per_doc` cuts documents alone. The scale is unknown because the model's
 * own activation decides it.
 */
export const vllm: Dialect = {
  name: "vllm",
  path: "v1/rerank",
  keyVariables: ["VLLM_API_KEY"],
  request: {
    query: "query",
    documents: "documents",
    model: "model",
    topN: { name: "top_n", send: false },
    extras: ["max_tokens_per_doc", "max_tokens_per_query"],
  },
  answer: { list: "results", score: "relevance_score" },
  scoreScale: "unknown",
  pointwise: true,
  usage: { tokens: "usage.total_tokens" },
  errors: [
    {
      status: 400,
      message: "maximum context length|maximum model length|max_model_len|longer than the max",
      code: "input_too_large",
      hint: 'a document with the query is longer than the model takes; cut documents with body: { "max_tokens_per_doc": … }',
    },
    {
      status: 400,
      message: "does not support .{0,20}(rerank|score)",
      code: "misconfigured",
      hint: "the model that it serves is no reranker",
    },
    {
      status: 404,
      message: "model .* does not exist",
      code: "misconfigured",
      hint: "it serves no model of this name; GET /v1/models lists them",
    },
  ],
  echoes: true,
  probe: true,
};
