import type { CalibrationArtefact, Reranker } from "@secondpass/core";
import type { CircuitBreakerOptions } from "./circuit-breaker-options.ts";
import type { FallbackOptions } from "./fallback-options.ts";
import type { RetryOptions } from "./retry-options.ts";
import type { BulkheadOptions } from "./with-bulkhead.ts";

/** What a stack gives to every wrapper. */
type Shared = "clock" | "random" | "onEvent";

/** What is put around one reranker of a stack. */
export interface MemberResilience {
  /** The longest that one attempt may take, in milliseconds. Default 1000. */
  readonly attemptTimeoutMs?: number | undefined;
  /** As `withRetry` takes it; false: none. Default one retry. */
  readonly retry?: Omit<RetryOptions, Shared> | false | undefined;
  /**
   * As `withCircuitBreaker` takes it; false: none, and no cooldown and no latch either. Default: it opens for 15 s. Its
   * `probeTimeoutMs` is `attemptTimeoutMs` by default.
   */
  readonly circuitBreaker?: Omit<CircuitBreakerOptions, Shared> | false | undefined;
  /** As `withBulkhead` takes it. Default false: none. */
  readonly bulkhead?: Omit<BulkheadOptions, Shared> | false | undefined;
  /** As `withCalibration` takes it. Default: none. It is of one reranker, so that no fallback ever has that of another. */
  readonly calibration?: CalibrationArtefact | undefined;
}

/** A fallback with wrappers of its own: what is left out is as for the reranker asked. */
export interface ResilientFallback extends MemberResilience {
  readonly reranker: Reranker;
}

/** What `resilient` takes. Each is optional. */
export interface ResilientOptions extends MemberResilience, Omit<FallbackOptions, "fallbacks"> {
  /** Who is asked in its stead, in this order: as it is, or as `{ reranker }` with wrappers of its own. */
  readonly fallbacks?: readonly (Reranker | ResilientFallback)[] | undefined;
  /** 0…1, for waits and open times. Default Math.random. */
  readonly random?: (() => number) | undefined;
}
