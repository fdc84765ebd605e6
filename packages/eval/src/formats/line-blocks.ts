import type { InputError } from "../input-error.ts";
import type { ChunkReader } from "./chunk-reader.ts";
import { copyOf } from "./copy-of.ts";
import { inputErrorAt } from "./input-error-at.ts";

/** Whole lines. */
export interface LineBlock {
  /** The last line of a text may lack its line end. Good until the call ends. */
  readonly bytes: Uint8Array;
  /** How many lines there are before this block. */
  readonly linesBefore: number;
}

const newline = 0x0a;
const byteOrderMark = [0xef, 0xbb, 0xbf];

/** No line of a text that we read is as long; a file without line ends would have to fit into memory. */
const longestLine = 256 * 1024 * 1024;

/**
 * Cuts chunks into blocks of whole lines, without a byte order mark.
 *
 * @param read takes a block and returns how many lines it had.
 * @throws InputError naming the line of a NUL byte, or where a line is longer than 256 MiB.
 */
export function createLineBlocks(name: string, read: (block: LineBlock) => number): ChunkReader<void> {
  let unfinished: Uint8Array[] = [];
  let unfinishedLength = 0;
  let lines = 0;
  let isFirst = true;

  const pass = (block: Uint8Array): void => {
    const bytes = isFirst ? withoutMark(block) : block;
    isFirst = false;
    const nul = bytes.indexOf(0);
    if (nul >= 0) throw binaryError(name, lines + countLines(bytes.subarray(0, nul)) + 1);
    if (bytes.length > 0) lines += read({ bytes, linesBefore: lines });
  };
  const keep = (bytes: Uint8Array): void => {
    if (bytes.length === 0) return;
    unfinished.push(copyOf(bytes));
    unfinishedLength += bytes.length;
    if (unfinishedLength > longestLine)
      throw inputErrorAt(name, lines + 1, "the line has no end; is this a text file?");
  };
  const finish = (rest: Uint8Array): void => {
    const line = joined([...unfinished, rest], unfinishedLength + rest.length);
    unfinished = [];
    unfinishedLength = 0;
    pass(line);
  };

  return {
    push(chunk) {
      const end = chunk.lastIndexOf(newline) + 1;
      let start = 0;
      if (end > 0 && unfinishedLength > 0) {
        start = chunk.indexOf(newline) + 1;
        finish(chunk.subarray(0, start));
      }
      if (end > start) pass(chunk.subarray(start, end));
      keep(chunk.subarray(end));
    },
    end() {
      if (unfinishedLength > 0) finish(new Uint8Array());
    },
  };
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  return byteOrderMark.every((byte, at) => bytes[at] === byte) ? bytes.subarray(3) : bytes;
}

function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count++;
  return count;
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function binaryError(name: string, line: number): InputError {
  return inputErrorAt(name, line, "there is a NUL byte; the file must be text in UTF-8, and not compressed");
}
