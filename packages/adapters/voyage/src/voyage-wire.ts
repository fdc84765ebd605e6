import type { RerankRequest, Scored } from "@secondpass/core";
import { countOf, memberOf, readScores } from "@secondpass/http";
import type { RerankResponse, RerankRequest as SdkRequest } from "voyageai";
import { provider, type VoyageCallOptions } from "./options.ts";

/**
 * A request in the SDK's words. `topK` is not sent, since the contract wants every score, and no document is asked back.
 *
 * An instruction stands before the query: "INSTRUCTION\nQuery: QUERY". Voyage's documentation says that instructions are
 * appended or prepended to the query and prescribes no form; in front they survive where a long query is cut.
 *
 * @see https://www.mongodb.com/docs/voyageai/models/rerankers
 * @see https://docs.voyageai.com/reference/reranker-api
 */
export function requestOf(
  model: string,
  { query, documents, instruction }: RerankRequest,
  { truncation = true }: VoyageCallOptions,
): SdkRequest {
  return {
    model,
    query: instruction === undefined ? query : `${instruction}\nQuery: ${query}`,
    documents: [...documents],
    truncation,
  };
}

/**
 * What the SDK gets to see of an answer: rows that have the right types and the count that is used. Of anything else it would
 * pass on what it is, or print a warning.
 *
 * @throws RerankError `malformed` saying where.
 */
export function checkAnswer(json: unknown): unknown {
  const rows = readScores(json, { list: "data", score: "relevance_score" }, provider);
  return {
    data: rows.map(({ index, score }) => ({ index, relevance_score: score })),
    usage: { total_tokens: countOf(memberOf(memberOf(json, "usage"), "total_tokens")) },
  };
}

/**
 * An answer of the SDK as scores and usage.
 *
 * @param pricePerToken US dollars, where it is known.
 */
export function scoredOf({ data = [], usage }: RerankResponse, pricePerToken: number | undefined): Scored {
  const tokens = usage?.totalTokens;
  const costUsd = tokens === undefined || pricePerToken === undefined ? undefined : tokens * pricePerToken;
  return {
    // The SDK's types leave both open; a row without them, which `checkAnswer` lets nobody have, would be malformed.
    scores: data.map(({ index = Number.NaN, relevanceScore = Number.NaN }) => ({ index, score: relevanceScore })),
    usage: { requests: 1, tokens, costUsd },
  };
}
