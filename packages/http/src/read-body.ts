import type { Readable, Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { rerankError } from "@secondpass/core";

/** What a body is read by. */
export interface BodyRules {
  /** Whose answer it is, for messages. */
  readonly provider: string;
  /** Bytes at most, counted after decompression. */
  readonly maxBytes: number;
  /** The header `content-encoding`. */
  readonly encoding: string | undefined;
}

/**
 * Reads a body, decompressed where the server compressed it, and stops at the limit.
 *
 * @throws RerankError `response_too_large` beyond the limit, `protocol` for encodings we did not ask for and cannot undo;
 *   `malformed` where the compressed data is damaged or cut; what the stream throws.
 */
export async function readBody(body: Readable, rules: BodyRules): Promise<Buffer> {
  const { whole, bytes } = await read(body, rules);
  if (whole) return bytes;
  const message = `${rules.provider}: the answer is larger than ${rules.maxBytes} bytes`;
  throw rerankError("response_too_large", message, { provider: rules.provider });
}

/** Leaves a body unread; its connection ends. */
export function discardBody(body: Readable): void {
  body.on("error", () => {});
  body.destroy();
}

/** Reads the first bytes of a body and leaves the rest; nothing where it cannot be read. For errors, which echo whole requests. */
export async function readStart(body: Readable, rules: BodyRules): Promise<Buffer> {
  return read(body, rules).then(
    ({ bytes }) => bytes,
    () => Buffer.alloc(0),
  );
}

async function read(body: Readable, rules: BodyRules): Promise<{ readonly whole: boolean; readonly bytes: Buffer }> {
  const decoder = decoderFor(body, rules);
  if (!decoder) return collect(body, rules.maxBytes);
  body.on("error", (error) => decoder.destroy(error));
  try {
    return await collect(body.pipe(decoder), rules.maxBytes);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!code?.startsWith("Z_")) throw error;
    throw rerankError("malformed", `${rules.provider}: the compressed answer is damaged (${code})`);
  } finally {
    discardBody(body);
  }
}

/** Leaving the loop early destroys the stream. */
async function collect(stream: Readable, maxBytes: number): Promise<{ whole: boolean; bytes: Buffer }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const room = maxBytes - size;
    size += chunk.length;
    chunks.push(size > maxBytes ? chunk.subarray(0, room) : chunk);
    if (size > maxBytes) return { whole: false, bytes: Buffer.concat(chunks) };
  }
  return { whole: true, bytes: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size) };
}

/** None is asked for, so any is a surprise; the common ones are undone all the same. */
function decoderFor(body: Readable, { encoding, provider }: BodyRules): Transform | undefined {
  const name = encoding?.trim().toLowerCase() ?? "";
  if (name === "" || name === "identity") return undefined;
  if (name === "gzip" || name === "x-gzip") return createGunzip();
  if (name === "deflate") return createInflate();
  if (name === "br") return createBrotliDecompress();
  discardBody(body);
  throw rerankError("protocol", `${provider}: the answer has a content-encoding that was not asked for`, { provider });
}
