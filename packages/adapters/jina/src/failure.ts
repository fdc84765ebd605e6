import type { RerankErrorCode } from "@secondpass/core";
import { type Failure, type FailureReading, memberOf } from "@secondpass/http";

/** What the codes of Jina's errors mean where the status says less. Source: api.jina.ai/openapi.json, "Errors" (2026). */
const readings: Readonly<Record<string, FailureReading>> = {
  INPUT_MODEL_NOT_FOUND: { code: "misconfigured", hint: "Jina has no model of this name; check the option model" },
  INPUT_TOKEN_LIMIT_EXCEEDED: { code: "input_too_large", hint: "more tokens than the model takes" },
  AUTHZ_INSUFFICIENT_BALANCE: { code: "quota", hint: "the account's balance is used up; top it up at jina.ai" },
  // "Resource limit exceeded for your plan": limits by the minute have codes of their own, so waiting does not help.
  AUTHZ_RESOURCE_LIMIT_EXCEEDED: { code: "quota", hint: "a limit of the account's plan is reached" },
  RATE_CONCURRENCY_LIMIT_EXCEEDED: {
    code: "rate_limit",
    hint: "more requests at once than the plan allows; lower the option connections",
  },
  CONFLICT_RESOURCE_BUSY: { code: "overloaded", hint: "what is asked for is being modified" },
};

/** What whole families of codes mean. */
const families: Readonly<Record<string, RerankErrorCode>> = { INPUT: "bad_request", AUTH: "auth", RATE: "rate_limit" };

/**
 * Reads Jina's errors: `{ detail, code, request_id }`, and `{ detail: "[RID: …] …" }` as older ones are. Codes are looked for
 * where they stand, never in a text that may echo the request.
 */
export function readJinaFailure(failure: Failure): FailureReading | undefined {
  const code = codeOf(failure.json);
  if (code === undefined) return outOfCredit(failure) ? readings.AUTHZ_INSUFFICIENT_BALANCE : undefined;
  if (Object.hasOwn(readings, code)) return readings[code];
  const family = code.slice(0, code.indexOf("_"));
  return Object.hasOwn(families, family) ? { code: families[family] } : undefined;
}

function codeOf(json: unknown): string | undefined {
  const { code } = placesOf(json);
  return code.find((value): value is string => typeof value === "string" && /^[A-Z]+_[A-Z_]+$/.test(value));
}

/** Errors without a code: a status that may be about credit, and words that say so. */
function outOfCredit({ status, json }: Failure): boolean {
  if (status !== 402 && status !== 403) return false;
  return placesOf(json).text.some((value) => typeof value === "string" && /insufficient\b.*\bbalance/i.test(value));
}

function placesOf(json: unknown): { readonly code: readonly unknown[]; readonly text: readonly unknown[] } {
  const nested = [json, memberOf(json, "error"), memberOf(json, "detail")];
  return {
    code: nested.map((one) => memberOf(one, "code")),
    text: [memberOf(json, "detail"), ...nested.map((one) => memberOf(one, "message"))],
  };
}
