import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Dtype } from "../options.ts";
import { loadError } from "./load-error.ts";

/** How the files of each precision are called, in the order in which they are taken where none is asked for. */
const fileNames: readonly (readonly [Dtype, string])[] = [
  ["fp32", "model.onnx"],
  ["int8", "model_int8.onnx"],
  ["q8", "model_quantized.onnx"],
  ["uint8", "model_uint8.onnx"],
  ["fp16", "model_fp16.onnx"],
  ["q4", "model_q4.onnx"],
  ["q4f16", "model_q4f16.onnx"],
  ["bnb4", "model_bnb4.onnx"],
];

/**
 * Finds the ONNX file of a model, in its folder or in the folder `onnx` within.
 *
 * @throws RerankError `model_load` naming the folder and what is there.
 */
export async function findModelFile(folder: string, dtype: Dtype | undefined): Promise<string> {
  const inner = await list(join(folder, "onnx"));
  const outer = await list(folder);
  if (!outer) throw loadError(`there is no folder ${folder}`);
  for (const [precision, name] of fileNames) {
    if (dtype !== undefined && precision !== dtype) continue;
    if (outer.includes(name)) return join(folder, name);
    if (inner?.includes(name)) return join(folder, "onnx", name);
  }
  const present = [...outer, ...(inner ?? []).map((name) => `onnx/${name}`)].filter((name) => name.endsWith(".onnx"));
  const wanted = fileNames.find(([precision]) => precision === dtype)?.[1] ?? "model.onnx or onnx/model*.onnx";
  const found =
    present.length === 0 ? "there is no .onnx file; export the model first" : `there is ${present.join(", ")}`;
  throw loadError(`${folder} holds no ${wanted}: ${found}`);
}

async function list(folder: string): Promise<readonly string[] | undefined> {
  return readdir(folder).catch(() => undefined);
}
