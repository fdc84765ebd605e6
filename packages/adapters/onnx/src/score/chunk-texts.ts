/** A contiguous part of a list. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
}

/** So many characters cross to a worker at once; a longer text goes alone. */
const mostCharacters = 128 * 1024;

/** Cuts a list into parts that are cheap to hand over, and into one for each worker at least where it is long enough. */
export function chunkTexts(texts: readonly string[], parallel: number): readonly Chunk[] {
  const mostTexts = Math.max(8, Math.ceil(texts.length / parallel));
  const chunks: Chunk[] = [];
  let start = 0;
  let characters = 0;
  for (const [at, text] of texts.entries()) {
    if (at > start && (characters + text.length > mostCharacters || at - start >= mostTexts)) {
      chunks.push({ start, end: at });
      start = at;
      characters = 0;
    }
    characters += text.length;
  }
  if (texts.length > start) chunks.push({ start, end: texts.length });
  return chunks;
}
