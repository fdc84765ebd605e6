import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateTokens, jsonBytes } from "./measure.ts";

describe("estimateTokens", () => {
  it.each([
    ["", 0],
    ["a", 1],
    ["abc", 1],
    ["abcd", 2],
    ["\u007f\u007f\u007f", 1],
    ["\u0080\u0080\u0080", 3],
    ["äöü", 3],
    ["abcä", 2],
    ["日本語のテキスト", 8],
    ["🙂", 2],
  ])("counts %j as %i tokens", (text, tokens) => {
    expect(estimateTokens(text)).toBe(tokens);
  });
});

describe("jsonBytes", () => {
  it.each([
    ["", 2],
    ["abc", 5],
    ['"\\', 6],
    ["\b\t\n\f\r", 12],
    ["\u0000", 8],
    ["\u000b", 8],
    ["\u001f", 8],
    ["\u007f", 3],
    ["\u0080", 4],
    ["\u07ff", 4],
    ["\u0800", 5],
    ["é", 4],
    ["€", 5],
    ["🙂", 6],
    ["\ud800", 8],
    ["\udfff", 8],
    ["\ud7ff\ue000", 8],
  ])("counts %j as %i bytes", (text, bytes) => {
    expect(jsonBytes(text)).toBe(bytes);
  });

  it("agrees with JSON.stringify for any text, lone surrogates and control characters included", () => {
    const anyText = fc
      .array(
        fc.oneof(
          fc.integer({ min: 0, max: 0xffff }),
          fc.integer({ min: 0, max: 0x7f }),
          fc.constantFrom(0xd83d, 0xde42),
        ),
      )
      .map((units) => String.fromCharCode(...units));

    fc.assert(
      fc.property(anyText, (text) => {
        expect(jsonBytes(text)).toBe(Buffer.byteLength(JSON.stringify(text), "utf8"));
      }),
      { numRuns: 2000 },
    );
  });
});
