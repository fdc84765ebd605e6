import fc from "fast-check";
import { expect, it } from "vitest";
import { toJson } from "./json-body.ts";

it.each([
  ["a\ud800b", "a\ufffdb"],
  ["\udc00", "\ufffd"],
  ["\ud83d\ude00", "\ud83d\ude00"],
  // The characters of an escape are no escape.
  ["\\ud800", "\\ud800"],
  ["\\\ud800", "\\\ufffd"],
])("%j", (text, wanted) => {
  expect(JSON.parse(toJson({ documents: [text], query: text }))).toEqual({ documents: [wanted], query: wanted });
});

it("is JSON.stringify for texts that are well formed, and never an escape of half a pair", () => {
  const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(fc.array(fc.array(unit).map((units) => units.join(""))), (texts) => {
      expect(toJson(texts)).toBe(JSON.stringify(texts.map((text) => text.toWellFormed())));
    }),
  );
});
