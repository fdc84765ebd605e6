import type { RerankErrorCode } from "./error-codes.ts";
import type { ScoreScale } from "./traits.ts";

/** One document's place in an answer. */
export interface Ranked {
  /** Into request.documents. */
  readonly index: number;
  /** null: nobody scored it (fail-open, blank text, unscored tail). */
  readonly score: number | null;
  /** The model's own number where `score` is derived from it. */
  readonly rawScore?: number | undefined;
  /** Components of a composed score: stages of a cascade, fused signals. */
  readonly parts?: Readonly<Record<string, number>> | undefined;
}

/** What a call cost, as far as the backend says. Of a split call: the sum over its requests. */
export interface Usage {
  readonly tokens?: number | undefined;
  readonly searchUnits?: number | undefined;
  /** US dollars. */
  readonly costUsd?: number | undefined;
  readonly requests?: number | undefined;
  readonly cacheHits?: number | undefined;
}

/** Something a person should know about an answer that is nevertheless an answer. Never carries query, document or key text. */
export interface Warning {
  /** Stable, in snake_case: `truncated`, `min_score_not_applied`, … */
  readonly code: string;
  readonly message: string;
}

/** One try of one reranker, however many requests it took. */
export interface Attempt {
  readonly rerankerId: string;
  readonly result: "ok" | RerankErrorCode;
  readonly durationMs: number;
  /** HTTP status, where there was one. */
  readonly status?: number | undefined;
}

/**
 * How the answer came about; never silent.
 *
 * - `reranked`: all scored by the one asked
 * - `partial`: some scored, the rest after them in input order
 * - `fallback`: another reranker answered
 * - `first-stage`: nobody did; input order, all scores null
 */
export interface Outcome {
  readonly kind: "reranked" | "partial" | "fallback" | "first-stage";
  /** How many of the request's documents carry a score, those cut by topN included. */
  readonly scored: number;
  /** Everything tried, successes and rescued failures included, in order. */
  readonly attempts: readonly Attempt[];
}

/** The answer to one call. */
export interface RerankResponse {
  /** Best first; ties in input order; nulls after scores. */
  readonly ranking: readonly Ranked[];
  /** Who answered. */
  readonly rerankerId: string;
  /** As in traits, of the one who answered. */
  readonly revision?: string | undefined;
  readonly scoreScale: ScoreScale;
  readonly outcome: Outcome;
  readonly usage?: Usage | undefined;
  readonly warnings: readonly Warning[];
}
