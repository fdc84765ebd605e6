import type { CalibrationArtefact } from "@secondpass/core";

/** A value as the configuration sets it, and where. */
export interface Given<T> {
  readonly value: T;
  readonly path: string;
}

/** What the configuration itself says of a reranker's guards; what is missing is inherited or a default. */
export interface GivenSettings {
  readonly attemptTimeoutMs?: Given<number>;
  /** 0: no retries. */
  readonly retries?: Given<number>;
  /** false: no breaker. */
  readonly resetTimeoutMs?: Given<number | false>;
}

/** A reranker as it stands in the configuration: checked by itself, not yet put together with others. */
export interface Draft {
  readonly path: string;
  readonly provider: string;
  /** The provider's own options, checked by it. */
  readonly options: unknown;
  readonly settings: GivenSettings;
  /** Of this reranker alone: nobody inherits it. */
  readonly calibration?: Given<CalibrationArtefact> | undefined;
}

/** What stands in a list of fallbacks. */
export type FallbackDraft = Draft | { readonly path: string; readonly entry: string };

/** An entry: a reranker with what concerns the whole stack. */
export interface EntryDraft extends Draft {
  readonly budgetMs?: Given<number>;
  readonly strict?: Given<boolean>;
  /** Without the implied or written "first-stage". */
  readonly fallbacks: readonly FallbackDraft[];
}
