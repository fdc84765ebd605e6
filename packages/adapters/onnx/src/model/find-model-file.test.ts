import { symlinkSync } from "node:fs";
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

it("says what is there where none has a name that stands for a precision", async () => {
  using folder = alteredFolder("one-label");
  folder.remove("onnx");
  folder.write(`onnx/${named}`, "x");
  await expect(findModelFile(folder.path, {})).rejects.toMatchObject({
    message: `onnx: ${folder.path} holds no model.onnx, model_int8.onnx or the like; choose with fileName or dtype among onnx/${named}`,
  });
});

it.skipIf(process.platform === "win32")("a folder that cannot be read is not said to be missing", async () => {
  // Links to themselves: anything else the super-user may read.
  using folder = alteredFolder("one-label");
  const cannotBeRead = (path: string) => ({ code: "model_load", message: `onnx: ${path} cannot be read: ELOOP` });
  const loop = join(folder.path, "loop");
  symlinkSync("loop", loop);
  await expect(findModelFile(loop, {})).rejects.toMatchObject(cannotBeRead(loop));
  folder.remove("onnx");
  symlinkSync("onnx", join(folder.path, "onnx"));
  await expect(findModelFile(folder.path, {})).rejects.toMatchObject(cannotBeRead(join(folder.path, "onnx")));
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
