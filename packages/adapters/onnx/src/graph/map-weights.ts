import { open, realpath } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { type FileWindow, openWindow } from "./file-window.ts";
import { bytesField, longestHeader, MalformedMessage, numberField, readHeader } from "./wire.ts";

/** A model's graph, whose weights ONNX Runtime maps from the file where they are. */
export interface MappedModel {
  /** The model as a message, with references to the file in place of weights. */
  readonly graph: Uint8Array;
  /** The folder that the references start from. */
  readonly folder: string;
}

/** Fields of ONNX's messages, by their numbers in onnx.proto. */
const modelGraph = 7;
const graphInitializer = 5;
const tensorRawData = 9;
const tensorExternalData = 13;
const tensorDataLocation = 14;
const entryKey = 1;
const entryValue = 2;
const external = 1;

/** Bytes of weights from which on they are mapped; what is smaller is needed to know shapes, or not worth it. */
const worthMapping = 16 * 1024;
/** A graph that is larger without its weights keeps them elsewhere than in initializers. */
const largestGraph = 32 * 1024 * 1024;

/**
 * Makes a graph without weights of an ONNX file: each large tensor refers to its place in the file, as ONNX does for external
 * data. ONNX Runtime maps such tensors instead of reading them, so loading takes no second copy of the file, and tables of
 * which few rows are used hardly take memory. The computation is the same.
 *
 * @returns undefined where nothing is to be gained, the file is laid out in another way, or it cannot be read.
 */
export async function mapWeights(path: string): Promise<MappedModel | undefined> {
  try {
    // Links are followed: ONNX Runtime refuses references that lead out of their folder.
    return await mapFile(await realpath(path));
  } catch {
    // The file is loaded as it is, and what is wrong with it is told then.
    return undefined;
  }
}

async function mapFile(path: string): Promise<MappedModel | undefined> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const source: Source = { window: openWindow(file), name: Buffer.from(basename(path)), mapped: 0 };
    const graph = await rewriteModel(source, { start: 0, end: size });
    return source.mapped > 0 ? { graph, folder: dirname(path) } : undefined;
  } finally {
    await file.close();
  }
}

interface Source {
  readonly window: FileWindow;
  /** What the file is called, in UTF-8. */
  readonly name: Uint8Array;
  /** Tensors that refer to the file by now. */
  mapped: number;
}

/** A stretch of the file. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A field: its number, where it lies with its header, and where its content lies. */
interface Field {
  readonly number: number;
  readonly whole: Stretch;
  readonly content: Stretch;
}

async function rewriteModel(source: Source, message: Stretch): Promise<Uint8Array> {
  return rewrite(source, message, async ({ number, content }) =>
    number === modelGraph ? bytesField(modelGraph, await rewriteGraph(source, content)) : undefined,
  );
}

async function rewriteGraph(source: Source, message: Stretch): Promise<Uint8Array> {
  return rewrite(source, message, async ({ number, content }) =>
    number === graphInitializer && content.end - content.start >= worthMapping
      ? bytesField(graphInitializer, await rewriteTensor(source, content))
      : undefined,
  );
}

async function rewriteTensor(source: Source, message: Stretch): Promise<Uint8Array> {
  return rewrite(source, message, async ({ number, content }) => {
    if (number === tensorExternalData) throw new Error("weights in another file are mapped as it is");
    if (number !== tensorRawData || content.end - content.start < worthMapping) return undefined;
    source.mapped++;
    return Buffer.concat([
      entry("location", source.name),
      entry("offset", Buffer.from(String(content.start))),
      entry("length", Buffer.from(String(content.end - content.start))),
      numberField(tensorDataLocation, external),
    ]);
  });
}

function entry(key: string, value: Uint8Array): Uint8Array {
  const content = Buffer.concat([bytesField(entryKey, Buffer.from(key)), bytesField(entryValue, value)]);
  return bytesField(tensorExternalData, content);
}

/** Copies a message field by field, those replaced for which `replace` has something else. */
async function rewrite(
  { window }: Source,
  message: Stretch,
  replace: (field: Field) => Promise<Uint8Array | undefined>,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const field of fieldsOf(window, message)) {
    const part = (await replace(field)) ?? (await copyOf(window, field.whole));
    size += part.length;
    if (size > largestGraph) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function* fieldsOf(window: FileWindow, { start, end }: Stretch): AsyncGenerator<Field> {
  for (let at = start; at < end; ) {
    const { field, size, length } = readHeader(await window.view(at, Math.min(longestHeader, end - at)));
    const content = { start: at + size, end: at + size + length };
    if (content.end > end) throw new MalformedMessage();
    yield { number: field, whole: { start: at, end: content.end }, content };
    at = content.end;
  }
}

async function copyOf(window: FileWindow, { start, end }: Stretch): Promise<Uint8Array> {
  if (end - start > largestGraph) throw tooLarge();
  return Uint8Array.from(await window.view(start, end - start));
}

function tooLarge(): Error {
  return new Error(`without its weights the graph is larger than ${largestGraph} bytes`);
}
