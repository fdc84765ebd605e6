import { createJsonRunReader, type RunWithTexts } from "../formats/json-run.ts";
import { createRunReader } from "../formats/run-reader.ts";
import type { Run } from "../types.ts";
import { kindOf, type NamedFile, namedFile } from "./named-file.ts";
import { readChunks } from "./read-chunks.ts";

/**
 * Reads a run: `.json` holds hit lists (`parseHitLists`) or scores by query and document (`parseJsonRun`); files of any other
 * name are TREC's (`parseRun`). Of a TREC run memory holds ids and scores, packed: 7,000 lists of 1,000 documents with ids of 7
 * digits take some 130 MB.
 *
 * @throws InputError naming file, line and field.
 */
export async function readRun(path: string): Promise<Run> {
  return (await readNamedRun(namedFile(path))).run;
}

/** Reads a run, with the texts that came with it, of a file that messages call by another name. */
export async function readNamedRun(file: NamedFile): Promise<RunWithTexts> {
  if (kindOf(file) === ".json") return readChunks(file, createJsonRunReader);
  return { run: await readChunks(file, createRunReader) };
}
