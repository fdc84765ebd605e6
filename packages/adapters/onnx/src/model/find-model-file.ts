import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Dtype, OnnxOptions } from "../options.ts";
import { loadError } from "./load-error.ts";

/** How the files of each precision are called, in the order in which they are taken where none is asked for. */
const namesByPrecision: readonly (readonly [Dtype, string])[] = [
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
 * Finds the ONNX file of a model: the one that is named, else by precision; in its folder or in the folder `onnx` within.
 *
 * @throws RerankError `model_load` naming the folder and what is there.
 */
export async function findModelFile(
  folder: string,
  { fileName, dtype }: Pick<OnnxOptions, "fileName" | "dtype">,
): Promise<string> {
  const outer = await list(folder);
  if (!outer) throw loadError(`there is no folder ${folder}`);
  const inner = (await list(join(folder, "onnx"))) ?? [];
  const present = [...outer, ...inner.map((name) => `onnx/${name}`)].filter((name) => name.endsWith(".onnx"));
  const wanted = fileName === undefined ? namesOf(dtype) : [fileName];
  const found = wanted.flatMap((name) => [name, `onnx/${name}`]).find((name) => present.includes(name));
  if (found !== undefined) return join(folder, found);
  const what = wanted.length === 1 ? wanted[0] : "model.onnx, model_int8.onnx or the like";
  if (present.length === 0) {
    throw loadError(`${folder} holds no ${what}: there is no .onnx file; export the model first`);
  }
  throw loadError(`${folder} holds no ${what}; choose with fileName or dtype among ${present.join(", ")}`);
}

function namesOf(dtype: Dtype | undefined): readonly string[] {
  return namesByPrecision.filter(([precision]) => dtype === undefined || precision === dtype).map(([, name]) => name);
}

/**
 * The files beside an ONNX file that hold its weights, where they do not fit into it (2 GB): exporters call them by its name
 * with `_data` or `.data` behind it.
 */
export async function findExternalData(file: string): Promise<readonly string[]> {
  const own = basename(file);
  const beside = (await list(dirname(file))) ?? [];
  const data = beside.filter((name) => name.startsWith(`${own}_data`) || name.startsWith(`${own}.data`));
  return data.sort().map((name) => join(dirname(file), name));
}

/** What is in a folder; undefined where there is none. */
async function list(folder: string): Promise<readonly string[] | undefined> {
  return readdir(folder).catch(({ code }: NodeJS.ErrnoException) => {
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw loadError(`${folder} cannot be read: ${code}`);
  });
}
