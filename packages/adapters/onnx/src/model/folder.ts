import { homedir } from "node:os";
import { resolve } from "node:path";

/** Whether a model's name is a folder: it starts with `.`, `/`, `~` or a drive letter. All else is a model hub's id. */
export function isFolder(name: string): boolean {
  return /^(\.|\/|~|[A-Za-z]:[\\/])/.test(name);
}

/** The folder as an absolute path; `~` is the user's home. */
export function absoluteFolder(name: string): string {
  return resolve(name.replace(/^~(?=[\\/]|$)/, homedir()));
}
