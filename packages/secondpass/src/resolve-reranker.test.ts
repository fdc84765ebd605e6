import { describe, expect, it } from "vitest";
import { nearest } from "./nearest.ts";
import { resolveReranker } from "./resolve-reranker.ts";

describe("resolveReranker", () => {
  it("makes the bundled local model where nothing is named, and what a shorthand names", async () => {
    expect((await resolveReranker()).id).toBe("onnx:mini");
    expect((await resolveReranker("onnx")).id).toBe("onnx:mini");
    expect((await resolveReranker("onnx:./models/minilm")).id).toBe("onnx:minilm");
    expect((await resolveReranker("lexical")).id).toBe("lexical:bm25");
  });

  it.each([
    ["lexcal", 'there is no reranker "lexcal"; known: lexical, onnx. Did you mean "lexical"?'],
    ["zzz:model", 'there is no reranker "zzz"; known: lexical, onnx.'],
    ["__proto__", 'there is no reranker "__proto__"; known: lexical, onnx.'],
    ["", 'there is no reranker ""; known: lexical, onnx.'],
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
