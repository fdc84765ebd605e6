/** What is known of one of Jina's models. */
export interface JinaModel {
  /** Tokens of input as the model's page has it, rounded; a listwise model's whole list shares them. Absent where it says nothing. */
  readonly context?: number | undefined;
  /** false: the candidates of a list are read together, so a score depends on the others. */
  readonly pointwise: boolean;
  /** true: documents go as `{ text }`, since a plain string might be taken for the address of an image. */
  readonly multimodal?: boolean | undefined;
  /** Where this is said. */
  readonly source: string;
  /** When that page was read. */
  readonly date: string;
}

/**
 * Jina's rerankers, as of November 2026. Neither a price per request nor the scale of the scores is documented for any of them:
 * v3 and v3.5 compute a cosine, and what the service makes of it is not said.
 */
export const jinaModels: Readonly<Record<string, JinaModel>> = {
  "jina-reranker-v3.5": listwise("jina-reranker-v3.5"),
  "jina-reranker-v3": listwise("jina-reranker-v3"),
  "jina-reranker-m0": {
    context: 10_000,
    pointwise: true,
    multimodal: true,
    source: "https://jina.ai/models/jina-reranker-m0",
    date: "2026-11-21",
  },
  "jina-reranker-v2-base-multilingual": {
    // Longer texts are read through a sliding window, by the model card.
    context: 1_000,
    pointwise: true,
    source: "https://jina.ai/models/jina-reranker-v2-base-multilingual",
    date: "2026-11-21",
  },
  "jina-colbert-v2": {
    pointwise: true,
    source: "https://github.com/jina-ai/meta-prompt",
    date: "2026-11-21",
  },
};

/** The newest that Jina's own pages name (released 2026-07-27). */
export const defaultModel = "jina-reranker-v3.5";

/** What is known of a model by its name. */
export function modelOf(name: string): JinaModel | undefined {
  return Object.hasOwn(jinaModels, name) ? jinaModels[name] : undefined;
}

function listwise(name: string): JinaModel {
  return { context: 131_000, pointwise: false, source: `https://jina.ai/models/${name}`, date: "2026-11-21" };
}
