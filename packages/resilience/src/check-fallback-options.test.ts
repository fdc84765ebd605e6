import { expect, it } from "vitest";
import { member } from "./__fixtures__/fallback-parts.ts";
import type { FallbackOptions } from "./fallback-options.ts";
import { withFallback } from "./with-fallback.ts";

it.each<[string, unknown, string]>([
  ["budgetMs", 0, "budgetMs must be a number of milliseconds above 0, or Infinity, is 0: leave it out for 2000"],
  ["budgetMs", Number.NaN, "budgetMs must be a number of milliseconds above 0, or Infinity, is NaN"],
  ["budgetMs", "2s", "budgetMs must be a number of milliseconds above 0, or Infinity: leave it out"],
  ["reserveMs", -1, "reserveMs must be a number of milliseconds from 0"],
  ["reserveMs", Number.POSITIVE_INFINITY, "reserveMs must be a number of milliseconds from 0"],
  ["strict", "yes", "strict must be true or false"],
  ["forceDegraded", true, "forceDegraded must be a function"],
  ["onEvent", {}, "onEvent must be a function"],
  ["clock", {}, "clock must be an object with now() and after()"],
  ["fallbacks", member("b:1"), "fallbacks must be an array of rerankers"],
  ["fallbacks", [member("b:1"), "cohere"], "fallbacks[1] must be a reranker"],
  ["fallbacks", [undefined], "fallbacks[0] must be a reranker"],
  ["fallback", [member("b:1")], "fallback is unknown; known: fallbacks, strict"],
  ["fallbackOn", "timeout", "fallbackOn must be an array or a Set of error codes"],
  ["fallbackOn", ["timeuot"], 'fallbackOn names "timeuot", which is none of input_too_large, auth'],
  ["fallbackOn", ["timeout", "bad_request"], 'fallbackOn names "bad_request", which nothing may mask'],
  ["fallbackOn", new Set(["closed"]), 'fallbackOn names "closed", which nothing may mask'],
])("%s: %j is refused when the stack is made", (name, value, message) => {
  const options = { [name]: value } as FallbackOptions;
  const expected = { code: "misconfigured", message: expect.stringContaining(`withFallback: the option ${message}`) };
  expect(() => withFallback(member("a:1"), options)).toThrow(expect.objectContaining(expected));
});

it("no option is needed, and Infinity is a budget", () => {
  expect(() => withFallback(member("a:1"))).not.toThrow();
  expect(() => withFallback(member("a:1"), { budgetMs: Number.POSITIVE_INFINITY, reserveMs: 0 })).not.toThrow();
});
