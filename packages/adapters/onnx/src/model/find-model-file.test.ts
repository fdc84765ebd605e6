import { join } from "node:path";
import { expect, it } from "vitest";
import { alteredFolder } from "../__fixtures__/altered-folder.ts";
import { findExternalData, findModelFile } from "./find-model-file.ts";

const named = "model_qint8_avx512_vnni.onnx";

it("takes fp32 where it is there, the precision that is asked for, or the file that is named", async () => {
  using folder = alteredFolder("one-label");
  folder.write(`onnx/${named}`, "x");
  const find = (options: Parameters<typeof findModelFile>[1]) => findModelFile(folder.path, options);
  expect(await find({})).toBe(join(folder.path, "onnx/model.onnx"));
  expect(await find({ dtype: "int8" })).toBe(join(folder.path, "onnx/model_int8.onnx"));
  expect(await find({ fileName: named })).toBe(join(folder.path, "onnx", named));
  expect(await find({ fileName: `onnx/${named}`, dtype: "int8" })).toBe(join(folder.path, "onnx", named));
});

it("goes before the folder within", async () => {
  using folder = alteredFolder("one-label");
  folder.write("model.onnx", "x");
  expect(await findModelFile(folder.path, {})).toBe(join(folder.path, "model.onnx"));
});

it("says what is there", async () => {
  using folder = alteredFolder("one-label");
  await expect(findModelFile(folder.path, { fileName: "other.onnx" })).rejects.toMatchObject({
    code: "model_load",
    message: expect.stringMatching(
      /holds no other\.onnx; choose with fileName or dtype among .*onnx\/model_int8\.onnx/,
    ),
  });
});

it("finds the files that hold the weights of a large model", async () => {
  using folder = alteredFolder("one-label");
  for (const name of ["model.onnx_data", "model.onnx_data_1", "model.onnx.data", "model.txt"]) {
    folder.write(`onnx/${name}`, "x");
  }
  const found = await findExternalData(join(folder.path, "onnx/model.onnx"));
  expect(found).toEqual(
    ["model.onnx.data", "model.onnx_data", "model.onnx_data_1"].map((name) => join(folder.path, "onnx", name)),
  );
});
