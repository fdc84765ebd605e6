import { stat } from "node:fs/promises";
import { basename, dirname, extname } from "node:path";
import { rerankError } from "@secondpass/core";
import { readJson } from "./read-json.ts";

const extensions: readonly string[] = [".json", ".jsonc", ".yaml", ".yml", ".ts", ".mts", ".js", ".mjs", ".cjs"];

/**
 * The content of a configuration file as data. JSON may have comments and trailing commas; of a module it is the default
 * export, and the module is run.
 *
 * @param path absolute.
 * @param name the file's name in messages.
 * @throws RerankError `misconfigured` naming the file and what is wrong with it.
 */
export async function readConfigFile(path: string, name: string): Promise<unknown> {
  const extension = extname(path).toLowerCase();
  if (!extensions.includes(extension)) {
    throw rerankError("misconfigured", `${name}: unknown kind of file; known: ${extensions.join(", ")}`);
  }
  try {
    if (!(await stat(path)).isFile()) throw new Error("it is no file");
    // Not through c12, which takes a JSON file for a module and its key "default" for the default export.
    return extension.startsWith(".json") ? await readJson(path) : await readByC12(path);
  } catch (error) {
    throw rerankError("misconfigured", `${name}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Everything else that c12 could do is off: other files, the environment, downloads, merging. */
async function readByC12(path: string): Promise<unknown> {
  const { loadConfig } = await import("c12");
  const { config } = await loadConfig({
    cwd: dirname(path),
    configFile: basename(path),
    name: "secondpass",
    configFileRequired: true,
    dotenv: false,
    envName: false,
    extend: false,
    giget: false,
    globalRc: false,
    packageJson: false,
    rcFile: false,
    merger: (...sources: unknown[]) => sources.find((source) => source !== undefined && source !== null) as never,
    jitiOptions: { fsCache: false },
  });
  return config;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "there is no permission to read it",
};

/** Why a file cannot be read. The first line: the others of a syntax error quote the file. */
export function reasonOf(error: unknown): string {
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ""];
  if (reason !== undefined) return reason;
  // c12 looks into what it has read without asking whether there is anything.
  if (error instanceof TypeError && error.message.includes("$meta")) return "it is empty";
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0]?.trim() ?? "";
}
