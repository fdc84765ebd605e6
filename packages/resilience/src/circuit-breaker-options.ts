import type { Clock } from "@secondpass/core";
import type { OnEvent } from "./events.ts";

/** What `withCircuitBreaker` takes. All times in milliseconds. */
export interface CircuitBreakerOptions {
  /** How long it stays open at first, before jitter. Default 15,000. */
  readonly resetTimeoutMs?: number | undefined;
  /** How far back failures count, in tenths of it; not longer than `resetTimeoutMs`. Default 10,000, or that where shorter. */
  readonly windowMs?: number | undefined;
  /** So many calls of the window must have a verdict before it may open; a whole number of at least 10. Default 20. */
  readonly volumeThreshold?: number | undefined;
  /** It opens above this share of failures among them, in percent; from 0 to below 100. Default 50. */
  readonly errorThresholdPercentage?: number | undefined;
  /** The open time doubles with every probe that fails, up to this, before jitter. Default 300,000, or `resetTimeoutMs` where longer. */
  readonly maxOpenMs?: number | undefined;
  /** Every open time is varied at random by up to this share, so that many processes do not probe at once; from 0 to below 1. Default 0.2. */
  readonly jitter?: number | undefined;
  /** The longest that any call may take, a probe included; shorter than `resetTimeoutMs`. Default 2,000. */
  readonly probeTimeoutMs?: number | undefined;
  /** How long calls fail without asking, once a person must act (a wrong key, a wrong address); 0: not at all. Default 30,000. */
  readonly latchMs?: number | undefined;
  /** The longest pause that a backend's own Retry-After is granted; 0: none. Default 60,000. */
  readonly maxCooldownMs?: number | undefined;
  /** Default: the process's monotonic clock. */
  readonly clock?: Clock | undefined;
  /** From 0 to 1, for the jitter. Default Math.random. */
  readonly random?: (() => number) | undefined;
  /** Hears of `open`, `halfOpen`, `close`, `cooldown` and `latch`. */
  readonly onEvent?: OnEvent | undefined;
}

/** The same with every default filled in. */
export type CircuitBreakerSettings = {
  readonly [Name in Exclude<keyof CircuitBreakerOptions, "onEvent">]-?: NonNullable<CircuitBreakerOptions[Name]>;
} & Pick<CircuitBreakerOptions, "onEvent">;
