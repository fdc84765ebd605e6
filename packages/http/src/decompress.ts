import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { rerankError } from "@secondpass/core";

/** None is asked for, so any is a surprise; the common ones are undone all the same. */
const decoders = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

/**
 * Undoes the compression of a body, and stops at the limit.
 *
 * @param encoding the header `content-encoding`.
 * @returns undefined where more than `maxBytes` bytes come out.
 * @throws RerankError `protocol` for an encoding that we did not ask for and cannot undo; `malformed` where the data are damaged
 *   or cut.
 */
export async function decompress(
  body: Buffer,
  encoding: string | undefined,
  maxBytes: number,
  provider: string,
): Promise<Buffer | undefined> {
  const name = encoding?.trim().toLowerCase() ?? "";
  if (name === "" || name === "identity") return body;
  if (!Object.hasOwn(decoders, name)) {
    throw rerankError("protocol", `${provider}: the answer has a content-encoding that was not asked for`, {
      provider,
    });
  }
  try {
    return await decoders[name as keyof typeof decoders](body, { maxOutputLength: maxBytes });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") return undefined;
    throw rerankError("malformed", `${provider}: the compressed answer is damaged (${code})`, { provider });
  }
}
