import { readFileSync } from "node:fs";
import { join } from "node:path";

/** How many tokens words make. */
export type CountTokens = (words: readonly string[]) => number;

/**
 * Counts a model's word pieces, near enough for making texts of a wanted length: accents and languages without spaces are
 * passed over.
 *
 * @param folder a model's, with a tokenizer.json of BERT's kind.
 */
export function tokenCounter(folder: string): CountTokens {
  const { model } = JSON.parse(readFileSync(join(folder, "tokenizer.json"), "utf8"));
  const vocabulary = new Set(Object.keys(model.vocab));
  const counts = new Map<string, number>();
  const countOf = (word: string): number => {
    const known = counts.get(word);
    if (known !== undefined) return known;
    const pieces = word.toLowerCase().match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]/gu) ?? [];
    const count = pieces.reduce((sum, piece) => sum + piecesOf(piece, vocabulary), 0);
    counts.set(word, count);
    return count;
  };
  return (words) => words.reduce((sum, word) => sum + countOf(word), 0);
}

/** Greedy, longest first; a word that cannot be put together is one unknown token. */
function piecesOf(word: string, vocabulary: ReadonlySet<string>): number {
  let count = 0;
  for (let start = 0; start < word.length; count++) {
    let end = word.length;
    while (end > start && !vocabulary.has(`${start > 0 ? "##" : ""}${word.slice(start, end)}`)) end--;
    if (end === start) return 1;
    start = end;
  }
  return count;
}
