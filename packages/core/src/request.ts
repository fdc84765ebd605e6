/** One query and its candidates. */
export interface RerankRequest {
  /** Not blank. */
  readonly query: string;
  /** In first-stage order. Blank ones are not sent to the backend: they come last, unscored. */
  readonly documents: readonly string[];
  /** How many to return, a positive integer; default all. More than there are documents is fine. */
  readonly topN?: number | undefined;
  /** What counts as relevant, for models that take an instruction; others warn and ignore it. */
  readonly instruction?: string | undefined;
  /** The caller's stable ids, parallel to documents: cache keys, evaluation, traces. */
  readonly ids?: readonly string[] | undefined;
  /** Per-document numbers by name, parallel to documents; "firstStage" is the retriever's score. For fusion; adapters ignore them. */
  readonly signals?: Readonly<Record<string, readonly (number | null)[]>> | undefined;
}

/** What belongs to one call rather than to its question. */
export interface CallOptions {
  /** The caller's. Its own reason comes back, and nothing falls back from it, save a reason named TimeoutError. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that remain of ONE budget: queueing, splitting, retries, hops and fallback. Each layer passes on what is left. Default: no limit. */
  readonly timeoutMs?: number | undefined;
  /** Keeps cached scores of one tenant from another. */
  readonly tenant?: string | undefined;
  /** Extra HTTP headers, for adapters that speak HTTP. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Vendor extras by provider name, passed on as they are. */
  readonly providerOptions?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
}
