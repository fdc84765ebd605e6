import { expect, it } from "vitest";
import { alteredFolder } from "../__fixtures__/altered-folder.ts";
import { readPooling } from "./pooling.ts";

const modules = [
  { type: "sentence_transformers.models.Transformer", path: "" },
  { type: "sentence_transformers.sentence_transformer.modules.pooling.Pooling", path: "1_Pooling" },
  { type: "sentence_transformers.models.Normalize", path: "2_Normalize" },
] as unknown as Readonly<Record<string, unknown>>;

// The names are those of sentence_transformers' Pooling: switches in older files, `pooling_mode` in those of version 6.
it.each([
  [{ pooling_mode_mean_tokens: true, pooling_mode_cls_token: false }, "mean"],
  [{ pooling_mode_mean_tokens: false, pooling_mode_cls_token: true }, "cls"],
  [{ pooling_mode_mean_tokens: false }, "mean"],
  [{ embedding_dimension: 32, pooling_mode: "mean" }, "mean"],
  [{ pooling_mode: "cls" }, "cls"],
  [{ pooling_mode: ["cls"] }, "cls"],
  [{}, "mean"],
])("%j", async (settings, wanted) => {
  using folder = alteredFolder("bi-encoder");
  folder.write("1_Pooling/config.json", JSON.stringify(settings));
  expect(await readPooling(folder.path, modules)).toEqual({ mode: wanted, settings });
});

it("is the mean where no module says it", async () => {
  expect(await readPooling("/nowhere", { 0: { type: "sentence_transformers.models.Transformer" } })).toEqual({
    mode: "mean",
  });
});

it("needs the settings that modules.json speaks of", async () => {
  await expect(readPooling("/nowhere", modules)).rejects.toMatchObject({
    code: "model_load",
    message: expect.stringContaining("1_Pooling/config.json is missing"),
  });
});
