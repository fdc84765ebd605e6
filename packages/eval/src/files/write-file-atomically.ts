import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Writes a file so that its name never holds half of it: under a temporary name beside it, which then takes its place. What was
 * there before stays where writing fails.
 *
 * @param content whole, or in parts, which are written as they come.
 * @throws what the file system does, and what `content` throws.
 */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array | Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  const file = await open(temporary, "wx");
  try {
    const parts = typeof content === "string" || content instanceof Uint8Array ? [content] : content;
    for await (const part of parts) await file.appendFile(part);
    await file.sync();
    await file.close();
    await rename(temporary, path);
  } catch (error) {
    await file.close();
    await rm(temporary, { force: true });
    throw error;
  }
}
