import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { loadError } from "./load-error.ts";

/** What is learned from reading a model's file once. */
export interface FileFacts {
  /** sha256, in hex. */
  readonly hash: string;
  /** Whether activations are quantized at run time, so that one scale serves a whole batch. */
  readonly quantized: boolean;
}

/** Names of graph operators that quantize what flows through. */
const quantizers = ["DynamicQuantizeLinear", "MatMulInteger", "DynamicQuantizeMatMul"];
/** Bytes read at once. */
const chunkSize = 512 * 1024;
/** Enough of the last chunk to find a name that two chunks share. */
const overlap = 32;

/**
 * Reads a model's file from end to end.
 *
 * @throws RerankError `model_load` where it cannot be read, or is a Git LFS pointer or a web page in place of weights.
 */
export async function inspectModelFile(path: string): Promise<FileFacts> {
  try {
    const file = await open(path);
    return await inspect(file, path).finally(() => file.close());
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw typeof code === "string" && code !== "model_load" ? loadError(`${path} cannot be read: ${code}`) : error;
  }
}

/** Reads into the same memory again and again: a stream would leave the file's size in garbage. */
async function inspect(file: FileHandle, path: string): Promise<FileFacts> {
  const hash = createHash("sha256");
  const memory = Buffer.alloc(overlap + chunkSize);
  let quantized = false;
  for (let first = true; ; first = false) {
    const { bytesRead } = await file.read(memory, overlap, chunkSize);
    if (first && bytesRead === 0) throw loadError(`${path} is empty; fetch it again`);
    if (bytesRead === 0) return { hash: hash.digest("hex"), quantized };
    const chunk = memory.subarray(overlap, overlap + bytesRead);
    if (first) refusePlaceholder(chunk, path);
    hash.update(chunk);
    const seen = memory.subarray(0, overlap + bytesRead);
    quantized ||= quantizers.some((name) => seen.includes(name));
    memory.copyWithin(0, bytesRead, bytesRead + overlap);
  }
}

function refusePlaceholder(start: Buffer, path: string): void {
  const text = start.subarray(0, 200).toString("latin1").trimStart().toLowerCase();
  if (text.startsWith("version https://git-lfs")) {
    throw loadError(`${path} is a Git LFS pointer, not the weights; fetch them with \`git lfs pull\``);
  }
  if (text.startsWith("<!doctype") || text.startsWith("<html")) {
    throw loadError(`${path} is a web page, not the weights: the download went wrong; fetch the file again`);
  }
}
