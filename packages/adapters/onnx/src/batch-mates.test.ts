import { describe, expect, it } from "vitest";
import { createOnnx } from "./__fixtures__/built.ts";
import { modelFolder } from "./__fixtures__/model-folder.ts";
import { textsOf } from "./__fixtures__/texts.ts";

const query = "river bank";

describe("a document's score does not depend on its company", () => {
  const documents = [...textsOf(12, 4), ...textsOf(12, 30), "river", "😀 bank", "engine ".repeat(300)];

  it.each([
    ["a cross-encoder", { model: modelFolder("one-label") }],
    ["a cross-encoder in int8", { model: modelFolder("one-label"), dtype: "int8" }],
    ["an encoder", { model: modelFolder("bi-encoder") }],
    ["the bundled encoder in int8", {}],
  ] as const)("%s: equal to the bit alone and in a list", async (_name, options) => {
    const { reranker } = createOnnx({ ...options, workers: 2 });
    await using _ = reranker;
    const { ranking } = await reranker.rerank({ query, documents });
    for (const { index, score, rawScore, parts } of ranking) {
      const alone = await reranker.rerank({ query, documents: [documents[index] as string] });
      expect(alone.ranking[0]).toMatchObject({ score, ...(rawScore === undefined ? { parts } : { rawScore }) });
    }
  });
});
