/** What is known of a model. */
interface CohereModel {
  /** Tokens of query and document together; longer documents are read in chunks, and the best chunk counts. */
  readonly context: number;
  /** US dollars for a thousand search units, or for a million tokens. Cohere's own price page gives neither any more. */
  readonly price?: ({ readonly searchUnits: number } | { readonly tokens: number }) & Origin;
}

interface Origin {
  /** Who says so. */
  readonly source: string;
  /** When it was read, or last changed. */
  readonly date: string;
}

/** The newest family, of which the fast model is said to be better than the best of the family before. */
export const defaultModel = "rerank-v5.0-fast";

/**
 * Models and their context as in https://docs.cohere.com/docs/models (August 2026) and, for 5.0,
 * https://docs.cohere.com/changelog/rerank-v5 (November 2026). All of them score a pair by itself, on a scale from 0 to 1
 * (https://docs.cohere.com/docs/reranking-best-practices); none takes an instruction.
 */
export const models: Readonly<Record<string, CohereModel>> = {
  "rerank-v5.0-pro": {
    context: 32_768,
    price: { tokens: 0.05, source: "openrouter.ai/cohere/rerank-5-pro", date: "2026-11" },
  },
  "rerank-v5.0-fast": {
    context: 32_768,
    price: { tokens: 0.02, source: "openrouter.ai/cohere/rerank-5-fast", date: "2026-11" },
  },
  "rerank-v4.0-pro": {
    context: 32_768,
    price: { searchUnits: 2.5, source: "developer.puter.com/tutorials/cohere-api-pricing", date: "2026-06" },
  },
  "rerank-v4.0-fast": {
    context: 32_768,
    price: { searchUnits: 2, source: "developer.puter.com/tutorials/cohere-api-pricing", date: "2026-06" },
  },
  "rerank-v3.5": {
    context: 4_096,
    price: { searchUnits: 2, source: "docs.memberjunction.org, CohereReRanker", date: "2026-04" },
  },
  "rerank-english-v3.0": { context: 4_096 },
  "rerank-multilingual-v3.0": { context: 4_096 },
};

/** What a request cost in US dollars; undefined where the price or the number is not known. */
export function costOf(
  model: string,
  { searchUnits, tokens }: { searchUnits?: number | undefined; tokens?: number | undefined },
): number | undefined {
  const price = Object.hasOwn(models, model) ? models[model]?.price : undefined;
  if (!price) return undefined;
  if ("tokens" in price) return tokens === undefined ? undefined : (tokens * price.tokens) / 1_000_000;
  return searchUnits === undefined ? undefined : (searchUnits * price.searchUnits) / 1_000;
}
