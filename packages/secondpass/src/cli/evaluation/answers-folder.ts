import { homedir } from "node:os";
import { join } from "node:path";
import type { Io } from "../io.ts";

/** Where answers are kept unless the user says otherwise: a folder of the user's cache, by the platform's custom. */
export function answersFolder(env: Io["env"], platform: NodeJS.Platform = process.platform): string {
  return join(cacheFolder(env, platform), "secondpass", "answers");
}

function cacheFolder(env: Io["env"], platform: NodeJS.Platform): string {
  if (env.XDG_CACHE_HOME) return env.XDG_CACHE_HOME;
  if (platform === "win32") return env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local");
  return platform === "darwin" ? join(homedir(), "Library", "Caches") : join(homedir(), ".cache");
}

/** The file of a reranker's answers: its id, with what file systems refuse written as `%` and hexadecimal digits. */
export function answersFile(folder: string, rerankerId: string): string {
  const name = rerankerId.replace(
    /[^A-Za-z0-9._-]/gu,
    (character) => `%${character.codePointAt(0)?.toString(16).padStart(2, "0")}`,
  );
  return join(folder, `${name}.jsonl`);
}
