/** The ids of words met before, by the word as it stands in the text. */
export interface WordCache {
  readonly get: (word: string) => number | readonly number[] | undefined;
  readonly set: (word: string, ids: readonly number[]) => void;
}

/** Words longer than this, in UTF-16 units, are rare enough to be split anew each time. */
export const LONGEST_CACHED_WORD = 32;

/** A cache of at most `size` words that starts over when it is full. A word of one token is kept as a number. */
export function createWordCache(size: number): WordCache {
  const words = new Map<string, number | readonly number[]>();
  const set = (word: string, ids: readonly number[]) => {
    if (words.size >= size) words.clear();
    const [only = 0] = ids;
    words.set(copyOf(word), ids.length === 1 ? only : ids);
  };
  return { get: (word) => words.get(word), set };
}

/** The same string without ties to the text that it was cut from, which a key would otherwise keep in memory. */
function copyOf(word: string): string {
  let copy = "";
  for (let index = 0; index < word.length; index++) copy += String.fromCharCode(word.charCodeAt(index));
  return copy;
}
