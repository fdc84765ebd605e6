import type { RerankRequest } from "@secondpass/core";
import fc from "fast-check";

/** Few enough that documents repeat, tie and share words with the query. */
const word = fc.constantFrom("river", "stone", "bread", "winter", "Straße", "東京", "ภาษาไทย", "кошка", "42");
const sentence = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));

/** Any sequence of UTF-16 code units: lone surrogates, NUL, bidi marks, combining marks. */
const codeUnits = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0, 0x301, 0x202e, 0xd83d, 0xde00, 0xfeff)), {
    maxLength: 12,
  })
  .map((units) => String.fromCharCode(...units));

/** A text as documents have it, now and then a strange one; maybe blank. */
const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: sentence },
  { weight: 1, arbitrary: codeUnits },
  { weight: 1, arbitrary: fc.constantFrom("", " ", "\t\n", "😀👩‍👩‍👧", "é", "e\u0301") },
);

/** A text that is not blank. */
const someText: fc.Arbitrary<string> = anyText.filter((text) => text.trim() !== "");

/** A query: never blank. */
const anyQuery: fc.Arbitrary<string> = fc.oneof({ weight: 5, arbitrary: sentence }, someText);

/** A request as callers make it, blank and repeated documents included. */
export function anyRequest(
  documents: fc.Arbitrary<string[]> = fc.array(anyText, { maxLength: 12 }),
): fc.Arbitrary<RerankRequest> {
  return fc.record({ query: anyQuery, documents });
}

/** A request of documents that differ and are not blank. */
export const distinctRequest: fc.Arbitrary<RerankRequest> = anyRequest(
  fc.uniqueArray(someText, { minLength: 1, maxLength: 12 }),
);
