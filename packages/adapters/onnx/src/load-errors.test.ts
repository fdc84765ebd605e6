import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { alteredFolder, strangeGraph } from "./__fixtures__/altered-folder.ts";
import { brokenModels } from "./__fixtures__/broken-models.ts";
import { onnx } from "./__fixtures__/built.ts";
import { modelFolder } from "./__fixtures__/model-folder.ts";

const weights = "onnx/model.onnx";
const request = { query: "river", documents: ["a river", "a bank"] };

describe.each(brokenModels)("where $what", ({ model = "one-label", options, spoil, code, says, cure }) => {
  it("warmup and calls say so, and once it is put right they work", async () => {
    using folder = alteredFolder(model);
    spoil(folder);
    await using reranker = onnx({ model: folder.path, workers: 2, ...options });
    const wanted = { code, message: expect.stringContaining(folder.path) };
    await expect(reranker.warmup?.()).rejects.toMatchObject(wanted);
    const error = await reranker.rerank(request).catch((thrown: Error) => thrown);
    expect(error).toMatchObject(wanted);
    for (const part of says) expect(error).toMatchObject({ message: expect.stringContaining(part) });
    if (cure === undefined) return;
    folder.restore(cure);
    await expect(reranker.rerank(request)).resolves.toMatchObject({ outcome: { scored: 2 } });
    await reranker.warmup?.();
  });
});

it("a folder that is not there is named", async () => {
  const model = join(modelFolder("one-label"), "nowhere");
  await using reranker = onnx({ model });
  await expect(reranker.warmup?.()).rejects.toMatchObject({
    code: "model_load",
    message: `onnx: there is no folder ${model}`,
  });
});

it("a graph with fewer positions than config.json says fails on long texts only, and names itself", async () => {
  using folder = alteredFolder("one-label");
  folder.write(weights, strangeGraph("of-sixteen-positions"));
  await using reranker = onnx({ model: folder.path, workers: 2 });
  await expect(reranker.rerank(request)).resolves.toMatchObject({ outcome: { scored: 2 } });
  const long = { query: "river", documents: ["a river ".repeat(20)] };
  await expect(reranker.rerank(long)).rejects.toMatchObject({
    code: "internal",
    message: expect.stringContaining(`${join(folder.path, weights)} failed on 1 rows of`),
  });
  await expect(reranker.rerank(request)).resolves.toMatchObject({ outcome: { scored: 2 } });
});
