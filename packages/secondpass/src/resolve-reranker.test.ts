import { describe, expect, it } from "vitest";
import { nearest } from "./nearest.ts";
import { resolveReranker } from "./resolve-reranker.ts";

describe("resolveReranker", () => {
  it("makes the default, and what a shorthand names", async () => {
    expect((await resolveReranker()).id).toBe("lexical:bm25");
    expect((await resolveReranker("lexical")).id).toBe("lexical:bm25");
  });

  it.each([
    ["lexcal", 'there is no reranker "lexcal"; known: lexical. Did you mean "lexical"?'],
    ["zzz:model", 'there is no reranker "zzz"; known: lexical.'],
    ["__proto__", 'there is no reranker "__proto__"; known: lexical.'],
    ["", 'there is no reranker ""; known: lexical.'],
  ])("refuses %j, naming what there is", async (shorthand, message) => {
    await expect(resolveReranker(shorthand)).rejects.toMatchObject({ code: "misconfigured", message });
  });
});

describe("nearest", () => {
  it.each([
    ["cohre", "cohere"],
    ["voyage", "voyage"],
    ["tie", "tei"],
    ["elephant", undefined],
  ])("of %s is %s", (given, expected) => {
    expect(nearest(given, ["cohere", "voyage", "tei"])).toBe(expected);
  });
});
