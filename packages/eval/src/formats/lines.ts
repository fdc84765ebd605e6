import { InputError } from "../input-error.ts";
import type { ChunkReader } from "./chunk-reader.ts";
import { decodeLines } from "./decode-utf8.ts";
import { inputErrorAt } from "./input-error-at.ts";
import { createLineBlocks } from "./line-blocks.ts";

/** A line of a text that holds something. */
export interface Line {
  /** Without its line end. */
  readonly text: string;
  /** From 1, as editors count. */
  readonly number: number;
  /** The error of this line: "name:line: message". */
  error(message: string): InputError;
}

/**
 * Reads a text line by line; blank ones are passed over, CRLF ends lines too.
 *
 * @param visit must not keep parts of a line's text (`ownCopy`): they would keep the whole block.
 * @throws InputError naming the line that is no UTF-8 or holds a NUL byte; where there is nothing but blank lines.
 */
export function createLines(name: string, visit: (line: Line) => void): ChunkReader<void> {
  let empty = true;
  const blocks = createLineBlocks(name, ({ bytes, linesBefore }) => {
    const lines = decodeLines(bytes, name, linesBefore).split("\n");
    if (lines.at(-1) === "") lines.pop();
    for (const [at, line] of lines.entries()) {
      const text = line.endsWith("\r") ? line.slice(0, -1) : line;
      if (text.trim() === "") continue;
      empty = false;
      const number = linesBefore + at + 1;
      visit({ text, number, error: (message) => inputErrorAt(name, number, message) });
    }
    return lines.length;
  });
  return {
    push: blocks.push,
    end() {
      blocks.end();
      if (empty) throw new InputError(`${name}: there is nothing in it; is this the right file?`);
    },
  };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The same text, in memory of its own: a part of a larger text keeps all of that one alive. */
export function ownCopy(text: string): string {
  return decoder.decode(encoder.encode(text));
}
