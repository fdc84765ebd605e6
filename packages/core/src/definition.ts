import type { CallOptions, RerankRequest } from "./request.ts";
import type { RerankResponse, Usage, Warning } from "./response.ts";
import type { RerankerTraits, ScoreScale } from "./traits.ts";

/** What `score` and `warmup` are handed beside the request. */
export interface ScoreContext extends Omit<CallOptions, "signal" | "timeoutMs"> {
  /** Always there: the caller's abort, the budget and close in one, unlinked when the call ends. */
  readonly signal: AbortSignal;
  /** Milliseconds left of the call's budget; Infinity where there is none. */
  remainingMs(): number;
}

/** One document's score. `score: null`: deliberately unscored (the tail of a cascade). */
export interface PairScore {
  /** Into the documents that `score` was given. */
  readonly index: number;
  readonly score: number | null;
  readonly rawScore?: number | undefined;
  readonly parts?: Readonly<Record<string, number>> | undefined;
}

/** What `score` returns: exactly one of `scores` and `order`. */
export interface Scored {
  /** Scores in any order. */
  readonly scores?: readonly PairScore[] | undefined;
  /** Listwise rerankers without scores: indices, best first. */
  readonly order?: readonly number[] | undefined;
  /** Where the answer's scale differs from, or is surer than, the declared one. */
  readonly scoreScale?: ScoreScale | undefined;
  readonly revision?: string | undefined;
  readonly usage?: Usage | undefined;
  readonly warnings?: readonly Warning[] | undefined;
}

/** What an adapter author writes; `defineReranker` makes a Reranker of it. */
export interface RerankerDefinition {
  /** "provider:model"; names no machine. */
  readonly id: string;
  /** An object, or a getter whose answer becomes more exact by warm-up. */
  readonly traits: RerankerTraits;
  /** What a missing row means: `malformed` (default), or appended unscored (listwise LLMs). */
  readonly incomplete?: "reject" | "append" | undefined;
  /**
   * Scores the documents of one request. There is at least one, none is blank, none is there twice where the reranker is
   * pointwise, limits are kept, and `topN` is absent: core applies it.
   */
  score(request: RerankRequest, context: ScoreContext): Promise<Scored>;
  /** Tokens of a text, without special tokens, for token limits; without it core estimates. */
  countTokens?(text: string): number;
  /** Loads, connects, checks; throws what the first call would have. */
  warmup?(context: ScoreContext): Promise<void>;
  /** Releases what was taken. Called once. */
  close?(): Promise<void>;
}

/** What a wrapper's author writes; `defineWrapper` makes a Reranker of it. */
export interface WrapperDefinition {
  rerank(request: RerankRequest, options: CallOptions): Promise<RerankResponse>;
  /** Only where the wrapper changes scores; default the inner reranker's. */
  readonly traits?: RerankerTraits | undefined;
  /** Default: the inner reranker's. */
  warmup?(options: CallOptions): Promise<void>;
  /** The wrapper's own resources; the inner reranker is closed after it in any case. */
  close?(): Promise<void>;
}
