import { describe, expect, it } from "vitest";
import { providers } from "./providers.ts";
import { resolveReranker } from "./resolve-reranker.ts";

const known = Object.keys(providers).join(", ");

describe("resolveReranker", () => {
  it("makes the bundled local model where nothing is named, and what a shorthand names", async () => {
    expect((await resolveReranker()).id).toBe("onnx:mini");
    expect((await resolveReranker("onnx")).id).toBe("onnx:mini");
    expect((await resolveReranker("onnx:./models/minilm")).id).toBe("onnx:minilm");
    expect((await resolveReranker("lexical")).id).toBe("lexical:bm25");
    expect((await resolveReranker("cohere:rerank-v3.5")).id).toBe("cohere:rerank-v3.5");
    expect((await resolveReranker("voyage:rerank-2.5")).id).toBe("voyage:rerank-2.5");
  });

  it.each([
    ["lexcal", `there is no reranker "lexcal"; known: ${known}. Did you mean "lexical"?`],
    ["zzz:model", `there is no reranker "zzz"; known: ${known}.`],
    ["__proto__", `there is no reranker "__proto__"; known: ${known}.`],
    ["", `there is no reranker ""; known: ${known}.`],
  ])("refuses %j, naming what there is", async (shorthand, message) => {
    await expect(resolveReranker(shorthand)).rejects.toMatchObject({ code: "misconfigured", message });
  });
});
