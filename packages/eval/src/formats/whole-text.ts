import { InputError } from "../input-error.ts";
import type { ChunkReader } from "./chunk-reader.ts";
import { decodeLines } from "./decode-utf8.ts";
import { createLineBlocks } from "./line-blocks.ts";

/**
 * Gathers a text that can be understood only as a whole: JSON that is not one value a line.
 *
 * @throws InputError naming the line that is no UTF-8 or holds a NUL byte; where there is nothing in it, or more than V8 lets a
 *   string hold (512 MiB).
 */
export function createWholeText<Result>(name: string, finish: (text: string) => Result): ChunkReader<Result> {
  let text = "";
  const blocks = createLineBlocks(name, ({ bytes, linesBefore }) => {
    const block = decodeLines(bytes, name, linesBefore);
    try {
      text += block;
    } catch {
      throw new InputError(`${name}: a JSON file of this size cannot be read; use JSON lines or the TREC form`);
    }
    return block.split("\n").length - 1;
  });
  return {
    push: blocks.push,
    end() {
      blocks.end();
      if (text.trim() === "") throw new InputError(`${name}: there is nothing in it; is this the right file?`);
      return finish(text);
    },
  };
}
