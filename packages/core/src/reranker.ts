import type { CallOptions, RerankRequest } from "./request.ts";
import type { RerankResponse } from "./response.ts";
import type { RerankerTraits } from "./traits.ts";

/** Anything that can order documents by relevance to a query: an adapter, a wrapper or a combinator. */
export interface Reranker {
  /** "provider:model", e.g. "cohere:rerank-v3.5". Stable: results, metrics and cache keys carry it. */
  readonly id: string;
  readonly traits: RerankerTraits;
  /**
   * Orders the request's documents. Rejects with a RerankError, or with the caller's own abort reason.
   */
  rerank(request: RerankRequest, options?: CallOptions): Promise<RerankResponse>;
  /** Does the slow and the fallible beforehand: loads, connects, checks key and model. Throws what the first call would have. */
  warmup(options?: CallOptions): Promise<void>;
  /** Releases sockets, timers, sessions, processes; closes what it wraps. Any number of times. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
