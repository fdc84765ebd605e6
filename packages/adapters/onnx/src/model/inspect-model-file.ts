import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
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
/** Enough of the last chunk to find a name that two chunks share. */
const overlap = 32;

/**
 * Reads a model's file from end to end.
 *
 * @throws RerankError `model_load` where it cannot be read, or is a Git LFS pointer or a web page in place of weights.
 */
export async function inspectModelFile(path: string): Promise<FileFacts> {
  const hash = createHash("sha256");
  let quantized = false;
  let tail = Buffer.alloc(0);
  let first = true;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      if (first) refusePlaceholder(chunk, path);
      first = false;
      hash.update(chunk);
      const seen = Buffer.concat([tail, chunk]);
      quantized ||= quantizers.some((name) => seen.includes(name));
      tail = seen.subarray(-overlap);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw typeof code === "string" && code !== "model_load" ? loadError(`${path} cannot be read: ${code}`) : error;
  }
  if (first) throw loadError(`${path} is empty; fetch it again`);
  return { hash: hash.digest("hex"), quantized };
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
