import { isRerankErrorCode, type RerankErrorCode, rerankError, treatments } from "@secondpass/core";
import type { FallbackOptions } from "./fallback-options.ts";

/** Checks what can be checked of them before the first call. @throws RerankError `misconfigured` naming the option. */
export function checkFallbackOptions(id: string, options: FallbackOptions): void {
  const wrong = whatIsWrong(options);
  if (wrong !== undefined) throw rerankError("misconfigured", `withFallback(${id}): ${wrong}`, { provider: id });
}

function whatIsWrong(options: FallbackOptions): string | undefined {
  const { budgetMs, reserveMs, strict, forceDegraded } = options;
  if (budgetMs !== undefined && !(typeof budgetMs === "number" && budgetMs > 0)) {
    return "budgetMs must be a number of milliseconds above 0; leave it out for 2000, or say Infinity for no budget but the caller's";
  }
  if (reserveMs !== undefined && !(Number.isFinite(reserveMs) && reserveMs >= 0)) {
    return "reserveMs must be a finite number of milliseconds, 0 or more; leave it out for 200";
  }
  if (strict !== undefined && typeof strict !== "boolean") return "strict must be true or false";
  if (forceDegraded !== undefined && typeof forceDegraded !== "function") {
    return 'forceDegraded must be a function that returns true, false or { to: "fallback" }';
  }
  return wrongFallbacks(options.fallbacks) ?? wrongCodes(options.fallbackOn);
}

function wrongFallbacks(fallbacks: unknown): string | undefined {
  if (fallbacks === undefined) return undefined;
  if (!Array.isArray(fallbacks)) return "fallbacks must be an array of rerankers";
  const at = fallbacks.findIndex((one) => typeof one?.rerank !== "function");
  return at < 0 ? undefined : `fallbacks[${at}] must be a reranker: make it first, with its own factory`;
}

function wrongCodes(codes: unknown): string | undefined {
  if (codes === undefined) return undefined;
  if (typeof codes !== "object" || codes === null || !(Symbol.iterator in codes)) {
    return 'fallbackOn must be an array or a Set of error codes, such as ["timeout", "overloaded"]';
  }
  for (const code of codes as Iterable<unknown>) {
    if (!isRerankErrorCode(code)) return `fallbackOn names ${JSON.stringify(code)}, which is none of ${listed()}`;
    if (!mayBeNamed(code)) return `fallbackOn names "${code}", which nothing may mask: leave it out`;
  }
  return undefined;
}

function mayBeNamed(code: RerankErrorCode): boolean {
  return treatments[code].inStack !== "throw";
}

function listed(): string {
  return (Object.keys(treatments) as RerankErrorCode[]).filter(mayBeNamed).join(", ");
}
