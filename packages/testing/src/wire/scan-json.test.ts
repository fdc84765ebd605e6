import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scanJson } from "./scan-json.ts";

describe("scanning JSON", () => {
  it("finds no fault in what JSON.stringify makes of well-formed values", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => scanJson(JSON.stringify(value)).fault === undefined),
      { seed: 20261121 },
    );
  });

  it("finds a fault wherever JSON.parse does", () => {
    const text = fc.string({ unit: fc.constantFrom(...'{}[]",:\\u0aeE+-.1 ntrfls'), maxLength: 12 });
    const parses = (source: string): boolean => {
      try {
        JSON.parse(source);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(text, (source) => (scanJson(source).fault === undefined) === parses(source)),
      { seed: 20261121, numRuns: 5_000 },
    );
  });

  it.each([
    ["", "end", "", 1, ""],
    ['{"query": ', "end", "query", 11, ""],
    ['{"a":["b",]}', "trailing comma", "a", 11, "]"],
    ['{"a":["x\\ud800y"]}', "high surrogate", "a[0]", 15, '"x\\ud800y'],
    ['{"a":{"b":"\\udc00"}}', "low surrogate", "a.b", 17, '"\\udc00'],
    ["[1] 2", "trailing characters", "", 5, "2"],
    ['"\\q"', "token", "", 2, '"\\'],
  ])("%s: %s", (text, kind, path, column, lastRead) => {
    expect(scanJson(text).fault).toEqual({ kind, path, column, lastRead });
  });

  it("takes a surrogate pair", () => {
    expect(scanJson('"\\ud83d\\ude00 \u{1f600}"').fault).toBeUndefined();
  });

  it("notes the first key of the root that is there twice", () => {
    expect(scanJson('{"query":"a","query":"b"}').duplicate).toEqual({ key: "query", column: 20 });
    expect(scanJson('{"a":{"b":1,"b":2}}').duplicate).toBeUndefined();
  });
});
