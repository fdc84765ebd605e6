import { rerankError } from "@secondpass/core";
import { fallbackRules, isReranker } from "./check-fallback-options.ts";
import type { MemberResilience, ResilientFallback, ResilientOptions } from "./resilient-options.ts";
import { checkWrapperOptions, isObject, type OptionRule, type OptionRules, optionRules } from "./wrapper-options.ts";

const part: OptionRule = {
  what: "an object of its options, or false for none",
  holds: (value) => value === false || isObject(value),
};

const memberRules: OptionRules<MemberResilience> = {
  attemptTimeoutMs: { ...optionRules.milliseconds, advice: "say how long one attempt may take, such as 800" },
  retry: part,
  circuitBreaker: part,
  bulkhead: part,
  calibration: { what: "a calibration artefact", holds: isObject },
};
const standInRules: OptionRules<ResilientFallback> = {
  ...memberRules,
  reranker: { what: "a reranker", holds: isReranker, needed: true },
};
const rules: OptionRules<ResilientOptions> = { ...fallbackRules, ...memberRules, random: optionRules.random };

/**
 * Checks the options of a stack, and what no single wrapper can see: how their times fit together. What is within `retry`,
 * `circuitBreaker` and `bulkhead` is checked by those wrappers.
 *
 * @throws RerankError `misconfigured` naming the option.
 */
export function checkResilientOptions(options: ResilientOptions): void {
  checkWrapperOptions("resilient", options, rules);
  const { fallbacks = [], budgetMs = 2000 } = options;
  checkTimes("", options, options, budgetMs);
  for (const [at, fallback] of fallbacks.entries()) {
    if (isReranker(fallback)) continue;
    checkWrapperOptions(`resilient: fallbacks[${at}]`, fallback as ResilientFallback, standInRules);
    checkTimes(`fallbacks[${at}].`, fallback as ResilientFallback, options, budgetMs);
  }
}

/**
 * What outlives an open time would be judged by what no longer holds.
 *
 * @param path goes before the names of options in messages.
 * @param rest what the member leaves out is as there.
 */
function checkTimes(path: string, own: MemberResilience, rest: MemberResilience, budgetMs: number): void {
  const circuitBreaker = own.circuitBreaker ?? rest.circuitBreaker ?? {};
  if (circuitBreaker === false) return;
  const { resetTimeoutMs = 15_000 } = circuitBreaker;
  const attemptTimeoutMs = own.attemptTimeoutMs ?? rest.attemptTimeoutMs ?? 1000;
  const [name, value] =
    attemptTimeoutMs >= resetTimeoutMs ? [`${path}attemptTimeoutMs`, attemptTimeoutMs] : ["budgetMs", budgetMs];
  if (value < resetTimeoutMs) return;
  const reset = `shorter than ${path}circuitBreaker.resetTimeoutMs, ${resetTimeoutMs}`;
  const advice = "give a shorter one, a longer reset time, or circuitBreaker: false";
  throw rerankError("misconfigured", `resilient: the option ${name} must be ${reset}, is ${value}: ${advice}`);
}
