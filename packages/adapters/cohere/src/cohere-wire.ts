import type { RerankRequest, Scored, Usage } from "@secondpass/core";
import { countOf, memberOf, readScores } from "@secondpass/http";
import type { Cohere } from "cohere-ai";
import { costOf } from "./models.ts";
import { type CohereCallOptions, provider } from "./options.ts";

/**
 * A request in the SDK's words. Nothing is sent that Cohere does not know: it refuses unknown fields. `topN` is not sent,
 * since the contract wants every score.
 *
 * @see https://docs.cohere.com/reference/rerank
 */
export function requestOf(
  model: string,
  { query, documents }: RerankRequest,
  { maxTokensPerDoc, priority }: CohereCallOptions,
): Cohere.V2RerankRequest {
  return {
    model,
    query,
    documents: [...documents],
    ...(maxTokensPerDoc === undefined ? {} : { maxTokensPerDoc }),
    ...(priority === undefined ? {} : { priority }),
  };
}

/**
 * What the SDK gets to see of an answer: rows that have the right types and the counts that are used. Of anything else it
 * would pass on what it is, or print a warning.
 *
 * @throws RerankError `malformed` saying where.
 */
export function checkAnswer(json: unknown): unknown {
  const rows = readScores(json, { list: "results", score: "relevance_score" }, provider);
  const meta = memberOf(json, "meta");
  return {
    results: rows.map(({ index, score }) => ({ index, relevance_score: score })),
    meta: {
      billed_units: counts(memberOf(meta, "billed_units"), ["search_units", "input_tokens"]),
      tokens: counts(memberOf(meta, "tokens"), ["input_tokens"]),
    },
  };
}

function counts(from: unknown, names: readonly string[]): Record<string, number | undefined> {
  return Object.fromEntries(names.map((name) => [name, countOf(memberOf(from, name))]));
}

/** An answer of the SDK as scores and usage. */
export function scoredOf({ results, meta }: Cohere.V2RerankResponse, model: string): Scored {
  return {
    scores: results.map(({ index, relevanceScore }) => ({ index, score: relevanceScore })),
    usage: usageOf(meta, model),
  };
}

/** Up to version 4 Cohere bills search units, since version 5 tokens. */
function usageOf(meta: Cohere.ApiMeta | undefined, model: string): Usage {
  const searchUnits = meta?.billedUnits?.searchUnits;
  const billedTokens = meta?.billedUnits?.inputTokens;
  return {
    requests: 1,
    searchUnits,
    tokens: billedTokens ?? meta?.tokens?.inputTokens,
    costUsd: costOf(model, { searchUnits, tokens: billedTokens }),
  };
}
