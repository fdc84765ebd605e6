import { type Clock, rerankError, systemClock } from "@secondpass/core";
import type { OnEvent } from "./events.ts";
import type { RetryBudgetOptions } from "./retry-budget.ts";
import { checkWrapperOptions, isObject, type OptionRules, optionRules } from "./wrapper-options.ts";

/** What `withRetry` takes. */
export interface RetryOptions {
  /**
   * `interactive` (default): somebody waits; one quick retry of what may well succeed, where there is time for it. `batch`:
   * the job shall get through; up to four, with longer waits, and as the backend asks.
   */
  readonly preset?: "interactive" | "batch" | undefined;
  /** How often a call is tried again at most, 0…100. Default 1, batch 4. */
  readonly retries?: number | undefined;
  /** The first wait is a random share of this, each further one of twice as much. Milliseconds; default 50, batch 500. */
  readonly baseDelayMs?: number | undefined;
  /** The longest such wait. Milliseconds; default 20,000. */
  readonly maxDelayMs?: number | undefined;
  /**
   * A time that the backend asks for (`retryAfterMs`) is waited out exactly up to this; where it asks for more, there is no
   * retry. Milliseconds; default 1,000, batch 60,000.
   */
  readonly maxRetryAfterMs?: number | undefined;
  /** What all calls of this wrapper together may retry. `false`: no such limit, for batch only. */
  readonly budget?: RetryBudgetOptions | false | undefined;
  /** Default: the process's monotonic clock. */
  readonly clock?: Clock | undefined;
  /** 0…1; default Math.random. */
  readonly random?: (() => number) | undefined;
  /** Hears of every try: an `attempt` event each. */
  readonly onEvent?: OnEvent | undefined;
}

/** The options, with nothing left open. */
export interface RetrySettings extends Required<Omit<RetryOptions, "onEvent">> {
  readonly preset: "interactive" | "batch";
  readonly retries: number;
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  readonly maxRetryAfterMs: number;
  readonly budget: RetryBudgetOptions | false;
  readonly clock: Clock;
  readonly random: () => number;
}

const rules: OptionRules<RetryOptions> = {
  preset: { what: '"interactive" or "batch"', holds: (value) => value === "interactive" || value === "batch" },
  retries: {
    what: "a whole number from 0 to 100",
    holds: (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 100,
    advice: "say how often a call is tried again at most",
  },
  baseDelayMs: optionRules.delay,
  maxDelayMs: optionRules.delay,
  maxRetryAfterMs: optionRules.delay,
  budget: {
    what: "an object of ratio and perSecond, or, for batch, false",
    holds: (value) => value === false || isObject(value),
    advice: "leave it out for 0.2 retries a call and 1 a second",
  },
  clock: optionRules.clock,
  random: optionRules.random,
  onEvent: optionRules.onEvent,
};

const amount = { what: "a number from 0 up", holds: (value: unknown) => Number.isFinite(value) && Number(value) >= 0 };

const budgetRules: OptionRules<RetryBudgetOptions> = {
  ratio: { ...amount, advice: "say how many retries each call may bring, such as 0.2" },
  perSecond: { ...amount, advice: "say how many retries there may be each second, such as 1" },
};

const defaults = {
  interactive: { retries: 1, baseDelayMs: 50, maxRetryAfterMs: 1_000 },
  batch: { retries: 4, baseDelayMs: 500, maxRetryAfterMs: 60_000 },
} as const;

/**
 * Checks the options and fills in what the preset says.
 *
 * @throws RerankError `misconfigured` naming the option, what it may be and what to do.
 */
export function retrySettings(options: RetryOptions): RetrySettings {
  checkWrapperOptions("withRetry", options, rules);
  const { preset = "interactive", budget = {} } = options;
  if (budget !== false) checkWrapperOptions("withRetry's budget", budget, budgetRules);
  if (budget === false && preset === "interactive") {
    const message =
      'withRetry: the option budget may be false only with preset "batch": without it, retries double an outage\'s load';
    throw rerankError("misconfigured", `${message}; leave it out, or give ratio and perSecond`);
  }
  const usual = defaults[preset];
  const { retries = usual.retries, baseDelayMs = usual.baseDelayMs, maxDelayMs = 20_000 } = options;
  const { maxRetryAfterMs = usual.maxRetryAfterMs, clock = systemClock, random = Math.random } = options;
  return { preset, retries, baseDelayMs, maxDelayMs, maxRetryAfterMs, budget, clock, random };
}
