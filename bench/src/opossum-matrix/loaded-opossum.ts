import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * The version of the opossum that this process runs, told by the files that it has loaded and not by what it would resolve.
 *
 * @throws Error where it has loaded none, or more than one.
 */
export function loadedOpossum(): string {
  const files = Object.keys(createRequire(import.meta.url).cache);
  const folders = new Set(files.flatMap((file) => /^(.*[\\/]node_modules[\\/]opossum)[\\/]/.exec(file)?.[1] ?? []));
  const [folder, ...more] = folders;
  if (folder === undefined || more.length > 0) throw new Error(`${folders.size} copies of opossum are loaded, not one`);
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
}
