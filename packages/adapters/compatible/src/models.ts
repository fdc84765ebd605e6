import type { ScoreScale } from "@secondpass/core";

/** What is known of a hosted model beyond its dialect. */
export interface CompatibleModel {
  readonly pointwise?: boolean | undefined;
  readonly scoreScale?: ScoreScale | undefined;
  /** Tokens of input. Longer documents are cut. */
  readonly context?: number | undefined;
  /** US dollars for a million tokens. */
  readonly pricePerMillionTokens?: number | undefined;
  /** Where this is said. */
  readonly source: string;
  /** When that page was read. */
  readonly date: string;
}

/** Models of hosted services by dialect and name. Self-hosted servers serve anything, so there is nothing to know of them. */
export const compatibleModels: Readonly<Record<string, Readonly<Record<string, CompatibleModel>>>> = {
  mixedbread: {
    "mixedbread-ai/mxbai-rerank-large-v2": mxbai("mxbai-rerank-large-v2", 8_000),
    "mixedbread-ai/mxbai-rerank-base-v2": mxbai("mxbai-rerank-base-v2", 8_000),
    "mixedbread-ai/mxbai-rerank-large-v1": mxbai("mxbai-rerank-large-v1", 512),
    "mixedbread-ai/mxbai-rerank-base-v1": mxbai("mxbai-rerank-base-v1", 512),
  },
};

/** What is known of a model; undefined where nothing is. */
export function modelOf(dialect: string, model: string | undefined): CompatibleModel | undefined {
  const known = Object.hasOwn(compatibleModels, dialect) ? compatibleModels[dialect] : undefined;
  return known && model !== undefined && Object.hasOwn(known, model) ? known[model] : undefined;
}

/** What so many tokens cost in US dollars; undefined where the price is not known. */
export function costOf(model: CompatibleModel | undefined, tokens: number | undefined): number | undefined {
  const price = model?.pricePerMillionTokens;
  return price === undefined || tokens === undefined ? undefined : (tokens * price) / 1_000_000;
}

/** Cross-encoders: each pair by itself. */
function mxbai(page: string, context: number): CompatibleModel {
  const source = `https://www.mixedbread.com/docs/reranking/models/${page}`;
  return { pointwise: true, context, pricePerMillionTokens: 0.15, source, date: "2026-11-21" };
}
