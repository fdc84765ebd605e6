import { isRerankErrorCode, type RerankErrorCode, rerankError, treatments } from "@secondpass/core";
import type { FallbackOptions } from "./fallback-options.ts";
import { checkWrapperOptions, type OptionRules, optionRules } from "./wrapper-options.ts";

/** A rule for each option; `withFallback`'s as part of a stack's. */
export const fallbackRules: OptionRules<FallbackOptions> = {
  fallbacks: { what: "an array of rerankers", holds: Array.isArray },
  strict: { what: "true or false", holds: (value) => typeof value === "boolean" },
  fallbackOn: {
    what: "an array or a Set of error codes",
    holds: (value) => typeof value === "object" && value !== null && Symbol.iterator in value,
    advice: 'name the failures that somebody may stand in for, such as ["timeout", "overloaded"]',
  },
  budgetMs: {
    what: "a number of milliseconds above 0, or Infinity",
    holds: (value) => typeof value === "number" && value > 0,
    advice: "leave it out for 2000, or say Infinity where the caller's timeoutMs alone shall hold",
  },
  reserveMs: { ...optionRules.delay, advice: "leave it out for 200" },
  forceDegraded: { what: 'a function that returns true, false or { to: "fallback" }', holds: isFunction },
  onEvent: optionRules.onEvent,
  clock: optionRules.clock,
};

/** Checks what can be checked before the first call. @throws RerankError `misconfigured` naming the option. */
export function checkFallbackOptions(options: FallbackOptions): void {
  checkWrapperOptions("withFallback", options, fallbackRules);
  const { fallbacks = [], fallbackOn = [] } = options;
  const at = fallbacks.findIndex((one) => !isReranker(one));
  if (at >= 0) throw wrong(`fallbacks[${at}] must be a reranker: make it first, with its own factory`);
  for (const code of fallbackOn) {
    if (!isRerankErrorCode(code)) throw wrong(`fallbackOn names ${JSON.stringify(code)}, which is none of ${listed()}`);
    if (!mayBeNamed(code)) throw wrong(`fallbackOn names "${code}", which nothing may mask: leave it out`);
  }
}

/** Whether a value looks like a reranker. */
export function isReranker(value: unknown): boolean {
  return isFunction((value as { readonly rerank?: unknown } | null | undefined)?.rerank);
}

function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

function mayBeNamed(code: RerankErrorCode): boolean {
  return treatments[code].inStack !== "throw";
}

function listed(): string {
  return (Object.keys(treatments) as RerankErrorCode[]).filter(mayBeNamed).join(", ");
}

function wrong(what: string): Error {
  return rerankError("misconfigured", `withFallback: the option ${what}`);
}
