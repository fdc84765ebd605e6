import { readdirSync } from "node:fs";
import { rerankError } from "@secondpass/core";

/** File names that are looked for, in a folder and not above it. */
export const configNames: readonly string[] = ["json", "jsonc", "yaml", "yml", "ts", "mts", "js", "mjs", "cjs"].map(
  (extension) => `secondpass.config.${extension}`,
);

/**
 * The name of the configuration file in a folder, if there is one.
 *
 * @throws RerankError `misconfigured` where there are several: which one is meant must be said.
 */
export function findConfig(cwd: string): string | undefined {
  const found = configNames.filter((name) => namesIn(cwd).has(name));
  if (found.length < 2) return found[0];
  throw rerankError("misconfigured", `there are several configuration files, name one of them: ${found.join(", ")}`);
}

function namesIn(folder: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(folder));
  } catch {
    return new Set();
  }
}
