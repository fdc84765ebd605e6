/** What is known of a model. */
export interface VoyageModel {
  /** Tokens of query and document together. */
  readonly context: number;
  /** Query tokens × documents + document tokens of one request; more is refused, whatever `truncation` says. */
  readonly totalTokens: number;
  /** Whether it follows an instruction beside the query. */
  readonly instructions: boolean;
  /** US dollars for a million tokens. */
  readonly price?: { readonly tokens: number; readonly source: string; readonly date: string };
}

/** The newest, "recommended for most applications". */
export const defaultModel = "rerank-3";

const pricing = { source: "docs.voyageai.com/docs/pricing, at second hand", date: "2026-09" };
const older = { source: "getmaxim.ai/bifrost/model-library/provider/voyage", date: "2026-11" };
const newest = { context: 32_000, totalTokens: 600_000, instructions: true };

/**
 * Models, limits and instructions as in https://www.mongodb.com/docs/voyageai/models/rerankers (autumn 2026) and, for those
 * before 2.5, https://docs.voyageai.com/reference/reranker-api. All are cross-encoders, which score a pair by itself.
 */
export const models: Readonly<Record<string, VoyageModel>> = {
  "rerank-3": { ...newest, price: { tokens: 0.05, ...pricing } },
  "rerank-3-lite": { ...newest, price: { tokens: 0.02, ...pricing } },
  "rerank-2.5": { ...newest, price: { tokens: 0.05, ...pricing } },
  "rerank-2.5-lite": { ...newest, price: { tokens: 0.02, ...pricing } },
  "rerank-2": { context: 16_000, totalTokens: 600_000, instructions: false, price: { tokens: 0.05, ...older } },
  "rerank-2-lite": { context: 8_000, totalTokens: 600_000, instructions: false, price: { tokens: 0.02, ...older } },
  "rerank-1": { context: 8_000, totalTokens: 300_000, instructions: false },
  "rerank-lite-1": { context: 4_000, totalTokens: 300_000, instructions: false },
};

/** A model that is not in the table: the lowest limits of any. */
const stranger: VoyageModel = { context: 4_000, totalTokens: 300_000, instructions: false };

/** What is known of a model by its name. */
export function modelOf(name: string): VoyageModel {
  return (Object.hasOwn(models, name) ? models[name] : undefined) ?? stranger;
}
