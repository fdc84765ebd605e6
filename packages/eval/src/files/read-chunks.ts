import { type FileHandle, open } from "node:fs/promises";
import type { ChunkReader } from "../formats/chunk-reader.ts";
import { InputError } from "../input-error.ts";
import type { NamedFile } from "./named-file.ts";

const chunkLength = 1024 * 1024;

/**
 * Reads a file through a reader, chunk by chunk.
 *
 * @throws InputError where the file is not there, is no file or cannot be read, and what the reader throws.
 */
export async function readChunks<Result>(
  file: NamedFile,
  create: (name: string) => ChunkReader<Result>,
): Promise<Result> {
  const handle = await opened(file);
  try {
    const reader = create(file.name);
    const buffer = Buffer.allocUnsafe(chunkLength);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, chunkLength);
      if (bytesRead === 0) return reader.end();
      reader.push(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}

async function opened(file: NamedFile): Promise<FileHandle> {
  let handle: FileHandle;
  try {
    handle = await open(file.path);
  } catch (cause) {
    throw unreadable(file, (cause as NodeJS.ErrnoException).code, cause);
  }
  if (!(await handle.stat()).isDirectory()) return handle;
  await handle.close();
  throw unreadable(file, "EISDIR");
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EACCES: "no permission to read it",
  EISDIR: "it is a folder; name a file in it",
};

function unreadable({ name }: NamedFile, code = "", cause?: unknown): InputError {
  return new InputError(`${name}: cannot be read: ${reasons[code] ?? code}`, { cause });
}
