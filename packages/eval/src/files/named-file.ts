import { extname, resolve } from "node:path";

/** A file as it is opened, and as messages call it. */
export interface NamedFile {
  readonly path: string;
  /** As the user wrote it. */
  readonly name: string;
}

/** A path that is relative to a folder, named as it was written. */
export function namedFile(name: string, cwd?: string): NamedFile {
  return { path: cwd === undefined ? name : resolve(cwd, name), name };
}

/** The kind of a file, by its name: ".jsonl". */
export function kindOf({ name }: NamedFile): string {
  const extension = extname(name).toLowerCase();
  return extension === ".ndjson" ? ".jsonl" : extension;
}
