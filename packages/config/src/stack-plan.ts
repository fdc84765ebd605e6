import type { CalibrationArtefact } from "@secondpass/core";

/** A value that holds, and where it comes from. */
export interface Setting<T> {
  readonly value: T;
  readonly origin: "configuration" | "default";
  /** Where it is set; of a default, where one would set it. */
  readonly path: string;
}

/** One reranker of a stack, with its guards. */
export interface PlannedReranker {
  /** Where it stands in the configuration. */
  readonly path: string;
  /** The provider's name. */
  readonly provider: string;
  /** The provider's own options, checked by it. */
  readonly options: unknown;
  /** Milliseconds for one attempt. */
  readonly attemptTimeoutMs: Setting<number>;
  /** Attempts after the first; 0: none. */
  readonly retries: Setting<number>;
  /** Milliseconds before an open breaker lets a probe through; false: no breaker. */
  readonly resetTimeoutMs: Setting<number | false>;
  /** What turns its scores into probabilities; undefined: nothing, they stay as they are. */
  readonly calibration?: Setting<CalibrationArtefact> | undefined;
}

/** What a configuration comes to: who is asked, in which order, with which guards. */
export interface StackPlan {
  /** In the order in which they are asked; the first is the one that gives the stack its id. */
  readonly rerankers: readonly [PlannedReranker, ...PlannedReranker[]];
  /** Milliseconds for the whole call. */
  readonly budgetMs: Setting<number>;
  /** false: when everybody fails, the answer is first-stage order. */
  readonly strict: Setting<boolean>;
}
