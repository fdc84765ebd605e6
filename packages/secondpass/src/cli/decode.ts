import { TextDecoder } from "node:util";
import { UsageError } from "./usage-error.ts";

/**
 * Decodes UTF-8, with or without byte order mark.
 *
 * @throws UsageError naming file and line where the bytes are no UTF-8.
 */
export function decodeUtf8(bytes: Uint8Array, name: string): string {
  try {
    return decoder().decode(bytes);
  } catch {
    throw new UsageError(`${name}:${firstBadLine(bytes)}: not UTF-8; convert the file, for example with iconv`);
  }
}

const decoder = (): TextDecoder => new TextDecoder("utf-8", { fatal: true });
const newline = 0x0a;

function firstBadLine(bytes: Uint8Array): number {
  let start = 0;
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(newline, start);
    try {
      decoder().decode(bytes.subarray(start, end < 0 ? bytes.length : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    start = end + 1;
  }
}
