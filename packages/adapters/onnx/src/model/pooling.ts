import { rerankError } from "@secondpass/core";
import { type JsonObject, readJson } from "./read-json.ts";

/** Modules of sentence-transformers that this package carries out. */
const known = ["Transformer", "Pooling", "Normalize"];

/**
 * How sentence-transformers pools an encoder's tokens into one vector.
 *
 * @throws RerankError `misconfigured` where a module or a way of pooling is not supported.
 */
export async function readPooling(folder: string, modules: JsonObject): Promise<"mean" | "cls"> {
  const list = Object.values(modules) as readonly JsonObject[];
  const typeOf = (module: JsonObject): string => String(module.type).split(".").at(-1) ?? "";
  const strange = list.map(typeOf).find((type) => !known.includes(type));
  if (strange !== undefined) {
    throw rerankError(
      "misconfigured",
      `onnx: ${folder}/modules.json: the module ${strange} is not supported; supported: ${known.join(", ")}`,
    );
  }
  const pooling = list.find((module) => typeOf(module) === "Pooling");
  if (!pooling) return "mean";
  const path = `${String(pooling.path)}/config.json`;
  const settings = await readJson(folder, path);
  const modes = Object.keys(settings).filter((name) => name.startsWith("pooling_mode_") && settings[name] === true);
  if (modes.length === 1 && modes[0] === "pooling_mode_mean_tokens") return "mean";
  if (modes.length === 1 && modes[0] === "pooling_mode_cls_token") return "cls";
  const message = `onnx: ${folder}/${path}: pooling by ${modes.join(" and ") || "nothing"} is not supported; mean_tokens and cls_token are`;
  throw rerankError("misconfigured", message);
}
