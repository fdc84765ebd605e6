import type { RerankRequest, Scored } from "@secondpass/core";
import { countOf, memberOf, readScores, toJson } from "@secondpass/http";
import { modelOf } from "./models.ts";

/**
 * The body of a request, as JSON. Without `return_documents: false` Jina sends every text back; `top_n` is left out, which
 * means all.
 */
export function jinaBody(model: string, { query, documents }: Pick<RerankRequest, "query" | "documents">): string {
  const texts = modelOf(model)?.multimodal ? documents.map((text) => ({ text })) : documents;
  return toJson({ model, query, documents: texts, return_documents: false });
}

/**
 * Scores and usage out of an answer.
 *
 * @throws RerankError `malformed`.
 */
export function jinaScored(json: unknown): Scored {
  const tokens = countOf(memberOf(memberOf(json, "usage"), "total_tokens"));
  return {
    scores: readScores(json, { list: "results", score: "relevance_score" }, "jina"),
    usage: { requests: 1, tokens },
  };
}
