import { inputErrorAt } from "./input-error-at.ts";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Decodes whole lines. @throws InputError naming the line that is no UTF-8. */
export function decodeLines(bytes: Uint8Array, name: string, linesBefore: number): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw inputErrorAt(
      name,
      linesBefore + firstBadLine(bytes),
      "the line is not UTF-8; convert the file, for example with iconv",
    );
  }
}

function firstBadLine(bytes: Uint8Array): number {
  for (let line = 1, start = 0; ; line++) {
    const end = bytes.indexOf(0x0a, start);
    try {
      decoder.decode(bytes.subarray(start, end < 0 ? bytes.length : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    start = end + 1;
  }
}
