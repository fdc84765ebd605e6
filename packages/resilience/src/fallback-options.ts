import type { Clock, RerankErrorCode, Reranker } from "@secondpass/core";
import type { OnEvent } from "./events.ts";

/** Where a call goes that is kept from the reranker asked: to its fallbacks, or straight to first-stage order. */
export interface ForcedDegradation {
  readonly to: "fallback" | "first-stage";
}

/** What `withFallback` takes. Each is optional. */
export interface FallbackOptions {
  /** Who is asked in its stead, in this order. Default nobody. They are closed with the stack. */
  readonly fallbacks?: readonly Reranker[] | undefined;
  /** true: no first-stage order at the end; the failure of the reranker asked is thrown. Default false. */
  readonly strict?: boolean | undefined;
  /**
   * The failures that somebody may stand in for, instead of those that the table of codes (`treatments` in core) lets; any
   * other is thrown. Naming a wrong setting (`auth`, `tls`, …) lifts the start-up rule for it. `bad_request` and `closed`
   * are refused: nothing may mask them.
   */
  readonly fallbackOn?: Iterable<RerankErrorCode> | undefined;
  /** The whole call, fallbacks included, in milliseconds. The caller's `timeoutMs` holds where it is smaller. Default 2000. */
  readonly budgetMs?: number | undefined;
  /**
   * What each reranker leaves of the budget for each one after it, in milliseconds: at most an equal share of what is left.
   * Default 200.
   */
  readonly reserveMs?: number | undefined;
  /**
   * Asked before each call, to exercise what is hardly ever used: true is `{ to: "first-stage" }`. What it throws counts as
   * false.
   */
  readonly forceDegraded?: (() => boolean | ForcedDegradation) | undefined;
  /** Hears of each answer that came about otherwise than asked, and of fallbacks that do not warm up. */
  readonly onEvent?: OnEvent | undefined;
  /** Default: the process's monotonic clock. */
  readonly clock?: Clock | undefined;
}
