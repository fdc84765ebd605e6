import { isRerankError } from "@secondpass/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { providers } from "./__fixtures__/providers.ts";
import { namedProviders, parseConfig } from "./index.ts";

const words = ["provider", "lexical", "tei", "tei:http://h", "a", "b", "first-stage", "__proto__", "constructor", "k1"];
const keys = [
  ...words,
  ...["default", "rerankers", "reranker", "fallback", "retry", "retries", "budgetMs", "strict", "attemptTimeoutMs"],
  ...["circuitBreaker", "resetTimeoutMs", "cache", "url"],
];

/** Anything that JSON can say, in words that mean something here. */
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<unknown>(...words, true, false, null, 0, 1, 0.5, 2000, 20_000, -1, ""),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.array(fc.tuple(fc.constantFrom(...keys), tie("value")), { maxLength: 5 }).map((all) => Object.fromEntries(all)),
  ),
})).value;

it("whatever it is handed, it reads it or refuses it as misconfigured", () => {
  fc.assert(
    fc.property(anything, (input) => {
      expect(namedProviders(input)).toBeInstanceOf(Array);
      try {
        parseConfig(input, providers);
      } catch (error) {
        expect(isRerankError(error) && error.code === "misconfigured" ? "" : error).toBe("");
      }
    }),
    { numRuns: 5000 },
  );
  expect(Reflect.ownKeys(Object.prototype)).not.toContain("provider");
});

const entryName = fc.constantFrom("a", "b", "c", "d");
const member = fc.record(
  {
    provider: fc.constant("lexical"),
    k1: fc.constantFrom(0.5, 1),
    attemptTimeoutMs: fc.integer({ min: 1, max: 1400 }),
    retry: fc.constantFrom(false, {}, { retries: 3 }),
    circuitBreaker: fc.constantFrom(false, {}, { resetTimeoutMs: 5000 }),
  },
  { requiredKeys: ["provider"] },
);
const entry = fc
  .tuple(member, fc.array(fc.oneof(entryName, member, fc.constant("lexical")), { maxLength: 4 }), fc.boolean())
  .map(([first, fallback, strict]) => ({ ...first, fallback, strict, budgetMs: 1500 }));
const files = fc.record({ a: entry, b: entry, c: entry, d: fc.constant("lexical") });

it("what it reads is read again as the same", () => {
  let read = 0;
  fc.assert(
    fc.property(files, (rerankers) => {
      try {
        const once = parseConfig({ rerankers }, providers);
        read++;
        expect(parseConfig(JSON.parse(JSON.stringify(once)), providers)).toEqual(once);
      } catch (error) {
        expect((error as Error).message).toContain("go round in a circle");
      }
    }),
    { numRuns: 1000 },
  );
  expect(read).toBeGreaterThan(100);
});
