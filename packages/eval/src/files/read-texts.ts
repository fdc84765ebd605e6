import { createTextsReader, type TextsForm, type TextsOptions } from "../formats/texts-reader.ts";
import { InputError } from "../input-error.ts";
import type { Texts } from "../types.ts";
import { kindOf, type NamedFile, namedFile } from "./named-file.ts";
import { readChunks } from "./read-chunks.ts";

const forms: Readonly<Record<string, TextsForm>> = { ".jsonl": "jsonl", ".tsv": "tsv" };

/**
 * Reads queries or documents, `.jsonl` or `.tsv` (`parseTexts`). With `wanted` only those texts are kept, so that a collection
 * need not fit into memory.
 *
 * @throws InputError naming file, line and field.
 */
export function readTexts(path: string, options?: TextsOptions): Promise<Texts> {
  return readNamedTexts(namedFile(path), options);
}

/** Reads texts of a file that messages call by another name. */
export async function readNamedTexts(file: NamedFile, options?: TextsOptions): Promise<Texts> {
  const form = forms[kindOf(file)];
  if (!form)
    throw new InputError(`${file.name}: unknown kind of file; queries and documents come in .jsonl or .tsv files`);
  return readChunks(file, (name) => createTextsReader(name, form, options));
}
