/**
 * What a score means.
 *
 * - `probability`: 0…1, comparable across queries
 * - `logit`: unbounded
 * - `similarity`: for example a cosine
 * - `rank`: ordinal only, n − position
 * - `unknown`: nothing is promised but the order
 */
export type ScoreScale = "probability" | "logit" | "similarity" | "rank" | "unknown";

/**
 * What a backend refuses when exceeded, per request. Where a backend truncates instead, nothing is declared.
 * Lists over a limit are split (pointwise rerankers) or refused with `input_too_large` (listwise ones).
 */
export interface Limits {
  /** Documents in one request. */
  readonly maxDocuments?: number | undefined;
  /** Tokens of the query and one document together, without special tokens. */
  readonly maxTokensPerPair?: number | undefined;
  /** Query tokens × documents + document tokens, as Voyage counts. */
  readonly maxTotalTokens?: number | undefined;
  /** Bytes of the query and the documents as JSON strings in UTF-8, a comma after each; leave room for the rest of the body. */
  readonly maxBytes?: number | undefined;
}

/** What is known of a reranker. Its members are getters: they may become more exact by warm-up, never less. */
export interface RerankerTraits {
  /** What is known of the scale; the response carries the truth. */
  readonly scoreScale: ScoreScale;
  /** true: a score depends on (query, document) alone, so lists may be split, merged and cached per pair. false: listwise. */
  readonly pointwise: boolean;
  /** What the backend refuses; absent where it refuses nothing. */
  readonly limits?: Limits | undefined;
  /** false where the backend may answer the same request differently. Default true. */
  readonly deterministic?: boolean | undefined;
  /** Hash of everything that can change a score (weights, precision, template, truncation, API model version); for caches and calibration. */
  readonly revision?: string | undefined;
  /** Where a local model runs: "cpu", "cuda", … */
  readonly device?: string | undefined;
}
