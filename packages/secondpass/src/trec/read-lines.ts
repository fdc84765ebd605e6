import { type FileHandle, open } from "node:fs/promises";
import { UsageError } from "../cli/usage-error.ts";

/** A line of a file that is not blank. */
export interface Line {
  /** File and line, for messages. */
  readonly where: string;
  readonly text: string;
}

/**
 * The lines of a file in UTF-8, one after the other: collections do not fit into memory.
 *
 * @param name of the file in messages.
 * @throws UsageError naming the file where it cannot be read.
 */
export async function* readLines(path: string, name: string): AsyncGenerator<Line> {
  const file = await opened(path, name);
  let number = 0;
  try {
    for await (const raw of file.readLines({ encoding: "utf8", autoClose: false })) {
      number++;
      const text = number === 1 ? raw.replace(/^\ufeff/, "") : raw;
      if (text.trim() !== "") yield { where: `${name}:${number}`, text };
    }
  } finally {
    await file.close();
  }
}

const reasons: Readonly<Record<string, string>> = { ENOENT: "no such file", EACCES: "no permission to read it" };

async function opened(path: string, name: string): Promise<FileHandle> {
  try {
    const file = await open(path);
    if ((await file.stat()).isFile()) return file;
    await file.close();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "";
    throw new UsageError(`${name}: cannot be read: ${reasons[code] ?? code}`, { cause });
  }
  throw new UsageError(`${name}: cannot be read: it is no file`);
}
