import { createJsonLinesQrelsReader, createJsonQrelsReader } from "../formats/json-qrels-reader.ts";
import { createQrelsReader } from "../formats/qrels-reader.ts";
import type { Qrels } from "../types.ts";
import { kindOf, type NamedFile, namedFile } from "./named-file.ts";
import { readChunks } from "./read-chunks.ts";

/**
 * Reads judgements: `.jsonl` as `parseJsonLinesQrels` does, `.json` as `parseJsonQrels`; files of any other name are TREC's or
 * BEIR's, as their first line shows (`parseQrels`).
 *
 * @throws InputError naming file, line and field.
 */
export function readQrels(path: string): Promise<Qrels> {
  return readNamedQrels(namedFile(path));
}

/** Reads judgements of a file that messages call by another name. */
export function readNamedQrels(file: NamedFile): Promise<Qrels> {
  const kind = kindOf(file);
  if (kind === ".jsonl") return readChunks(file, createJsonLinesQrelsReader);
  return readChunks(file, kind === ".json" ? createJsonQrelsReader : createQrelsReader);
}
