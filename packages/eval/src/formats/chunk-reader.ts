/** Makes something of a text that comes in chunks: of a file, of an answer over the network. */
export interface ChunkReader<Result> {
  /** Takes the next bytes, UTF-8; they may end anywhere, and may be overwritten afterwards. @throws InputError. */
  push(chunk: Uint8Array): void;
  /** There are no more. @throws InputError. */
  end(): Result;
}

/** How to read content that is there already. */
export interface ParseOptions {
  /** What messages call the content, before the line's number. Default "input". */
  readonly name?: string | undefined;
}

/** Reads content that is whole. */
export function readWhole<Result>(
  create: (name: string) => ChunkReader<Result>,
  content: string | Uint8Array,
  { name = "input" }: ParseOptions = {},
): Result {
  const reader = create(name);
  reader.push(typeof content === "string" ? new TextEncoder().encode(content) : content);
  return reader.end();
}
