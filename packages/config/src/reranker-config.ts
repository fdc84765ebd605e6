import type { CalibrationArtefact, Provider } from "@secondpass/core";

/** The providers that a configuration may name, under the names that it uses: `{ cohere: cohereProvider, … }`. */
export type Providers = Readonly<Record<string, Provider>>;

/** How one reranker of a stack is guarded. A fallback inherits what its entry sets. */
export interface Resilience {
  /** Milliseconds for one attempt. Default 1000. */
  readonly attemptTimeoutMs?: number | undefined;
  /** `retries`: after the first attempt, 0 to 10, default 1. false: none. */
  readonly retry?: { readonly retries?: number | undefined } | false | undefined;
  /** `resetTimeoutMs`: milliseconds before an open breaker lets a probe through, default 15000. false: no breaker. */
  readonly circuitBreaker?: { readonly resetTimeoutMs?: number | undefined } | false | undefined;
}

/** What belongs to one reranker and is inherited by nobody. */
export interface Calibrated {
  /** Turns its scores into probabilities: what `secondpass calibrate` has written. In a file also that file's path, relative to the configuration. */
  readonly calibration?: CalibrationArtefact | undefined;
}

/** One reranker as an object: the name of its provider with the provider's own options. */
export type ProviderConfig<P extends Providers> = {
  [N in keyof P & string]: P[N] extends Provider<infer O> ? { readonly provider: N } & O : never;
}[keyof P & string];

/** One reranker as a string: "provider", or "provider:tail", where the provider says what the tail stands for. */
export type Shorthand<P extends Providers> = (keyof P & string) | `${keyof P & string}:${string}`;

/** A reranker with its guards and fallbacks, as plain data. */
export type RerankerConfig<P extends Providers> =
  | Shorthand<P>
  | (ProviderConfig<P> &
      Resilience &
      Calibrated & {
        /** Milliseconds for the whole call, fallbacks included. Default 2000. */
        readonly budgetMs?: number | undefined;
        /** Asked in turn when the reranker fails, each with a breaker of its own. "first-stage" at the end is implied unless strict. */
        readonly fallback?:
          | readonly (Shorthand<P> | (ProviderConfig<P> & Resilience & Calibrated) | "first-stage")[]
          | undefined;
        /** true: no first-stage order at the end; failures throw. */
        readonly strict?: boolean | undefined;
      });

/** What a configuration file says, checked; fallbacks that name other entries are replaced by what those are. */
export interface ParsedConfig<P extends Providers> {
  /** The entry that serves where none is named. */
  readonly default: string;
  readonly rerankers: Readonly<Record<string, RerankerConfig<P>>>;
}
