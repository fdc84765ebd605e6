import { rerankError } from "@secondpass/core";
import { type JsonObject, objectIn, readJson } from "./read-json.ts";

/** Modules of sentence-transformers that this package carries out. */
const known = ["Transformer", "Pooling", "Normalize"];

/** How sentence-transformers calls the ways of pooling: in its older files, and in those of version 6. */
const modes: Readonly<Record<string, "mean" | "cls">> = {
  mean_tokens: "mean",
  mean: "mean",
  cls_token: "cls",
  cls: "cls",
};

/** An encoder's pooling. */
export interface Pooling {
  readonly mode: "mean" | "cls";
  /** The settings of the module; undefined where there is none. */
  readonly settings: JsonObject | undefined;
}

/**
 * How sentence-transformers pools an encoder's tokens into one vector; by the mean where nothing is said.
 *
 * @throws RerankError `misconfigured` where a module or a way of pooling is not supported.
 */
export async function readPooling(folder: string, modules: JsonObject): Promise<Pooling> {
  const list = Object.keys(modules).map((key) => objectIn(modules, key) ?? {});
  if (list.length === 0)
    throw rerankError("misconfigured", `onnx: ${folder}/modules.json names no modules; take it over again`);
  const typeOf = (module: JsonObject): string => String(module.type).split(".").at(-1) ?? "";
  const strange = list.map(typeOf).find((type) => !known.includes(type));
  if (strange !== undefined) {
    throw rerankError(
      "misconfigured",
      `onnx: ${folder}/modules.json: the module ${strange} is not supported; supported: ${known.join(", ")}`,
    );
  }
  const pooling = list.find((module) => typeOf(module) === "Pooling");
  if (!pooling) return { mode: "mean", settings: undefined };
  const path = `${String(pooling.path)}/config.json`;
  const settings = await readJson(folder, path);
  const names = modeNames(settings);
  const [name = "mean"] = names;
  if (names.length <= 1 && Object.hasOwn(modes, name)) return { mode: modes[name] as Pooling["mode"], settings };
  const message = `onnx: ${folder}/${path}: pooling by ${names.join(" and ")} is not supported; mean and cls are`;
  throw rerankError("misconfigured", message);
}

/** `pooling_mode` is a name or a list of them in files of sentence-transformers 6; older ones have a switch for each. */
function modeNames(settings: JsonObject): readonly string[] {
  const { pooling_mode: mode } = settings;
  if (mode !== undefined) return [mode].flat().map(String);
  const prefix = "pooling_mode_";
  const switches = Object.keys(settings).filter((name) => name.startsWith(prefix) && settings[name] === true);
  return switches.map((name) => name.slice(prefix.length));
}
