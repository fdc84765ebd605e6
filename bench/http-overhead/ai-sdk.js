// @ts-check
import { createCohere } from "@ai-sdk/cohere";
import { rerank } from "ai";

/**
 * @param {string} baseURL
 * @param {string} apiKey
 */
export function createCall(baseURL, apiKey) {
  const model = createCohere({ baseURL, apiKey }).reranking("rerank-v3.5");
  /** @param {{ texts: readonly string[] }} input */
  return async ({ texts }) => {
    const query = "which of these passages answers the question";
    const { ranking } = await rerank({ model, documents: [...texts], query, maxRetries: 0 });
    return ranking.map(({ originalIndex }) => ({ index: originalIndex }));
  };
}
