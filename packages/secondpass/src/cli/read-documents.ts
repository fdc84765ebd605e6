import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { buffer } from "node:stream/consumers";
import { decodeUtf8 } from "./decode.ts";
import type { Fields, InputDocument } from "./input-document.ts";
import { type InputKind, parseDocuments } from "./parse-documents.ts";
import { UsageError } from "./usage-error.ts";

const kinds: Readonly<Record<string, InputKind>> = {
  ".txt": "txt",
  ".jsonl": "jsonl",
  ".ndjson": "jsonl",
  ".json": "json",
};

/** Where input comes from. */
export interface Source {
  readonly cwd: string;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
}

/**
 * Reads all documents of the named files, in order, as one list; `-` is standard input, as JSON lines. Without a name
 * standard input is read where something is piped into it.
 *
 * @throws UsageError naming file, line and field.
 */
export async function readDocuments(
  files: readonly string[],
  fields: Fields,
  source: Source,
): Promise<InputDocument[]> {
  if (files.length === 0 && source.stdin.isTTY) {
    throw new UsageError("no documents: name a .txt, .jsonl or .json file, or pipe JSON lines into standard input");
  }
  const names = files.length === 0 ? ["-"] : files;
  if (names.filter((name) => name === "-").length > 1) throw new UsageError("standard input (-) can be read only once");
  const documents: InputDocument[] = [];
  for (const name of names) documents.push(...(await readOne(name, fields, source)));
  return documents;
}

async function readOne(name: string, fields: Fields, { cwd, stdin }: Source): Promise<InputDocument[]> {
  if (name === "-") {
    return parseDocuments(decodeUtf8(await buffer(stdin), "standard input"), "jsonl", "standard input", fields);
  }
  const kind = kinds[extname(name).toLowerCase()];
  if (!kind) throw new UsageError(`${name}: unknown kind of file; documents come in .txt, .jsonl or .json files`);
  return parseDocuments(decodeUtf8(await readBytes(resolve(cwd, name), name), name), kind, name, fields);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EACCES: "no permission to read it",
  EISDIR: "it is a folder",
};

async function readBytes(path: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    throw new UsageError(`${name}: cannot be read: ${reasons[code] ?? code}`, { cause: error });
  }
}
