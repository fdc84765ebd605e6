import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadError } from "./load-error.ts";

/** A JSON object out of a model's folder. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads a JSON object; undefined where the file is not there.
 *
 * @throws RerankError `model_load` naming the file.
 */
export async function readJsonIfThere(folder: string, name: string): Promise<JsonObject | undefined> {
  const path = join(folder, name);
  const content = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw loadError(`${path} cannot be read: ${error.code}`);
  });
  return content === undefined ? undefined : parse(content, path);
}

/**
 * Reads a JSON object that must be there.
 *
 * @throws RerankError `model_load` naming the file.
 */
export async function readJson(folder: string, name: string): Promise<JsonObject> {
  const value = await readJsonIfThere(folder, name);
  if (value === undefined) {
    throw loadError(`${join(folder, name)} is missing; take it over from where the model comes from`);
  }
  return value;
}

/** An object inside an object; undefined where there is none. */
export function objectIn(object: JsonObject | undefined, name: string): JsonObject | undefined {
  const value = object?.[name];
  return typeof value === "object" && value !== null ? (value as JsonObject) : undefined;
}

function parse(content: string, path: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw loadError(`${path} is not JSON${content.startsWith("version https://git-lfs") ? lfs : again}`);
  }
  // modules.json is a list; an object with numbered members serves as well.
  if (typeof value !== "object" || value === null) throw loadError(`${path} must hold an object${again}`);
  return value as JsonObject;
}

const again = "; take the file over again from where the model comes from";
const lfs = ": it is a Git LFS pointer; fetch the file itself with `git lfs pull`";
