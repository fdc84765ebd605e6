/** Scripts that write words without spaces between them and that ICU has dictionaries for. */
export const unspacedScript: RegExp = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;

/**
 * So many characters are handed to Intl.Segmenter at once. Node 20's copies the whole text for every word, so its time grows
 * with the square of the length; from 256 to 1,024 characters every version is at its best.
 */
const windowLength = 512;

/** Words that end this close to a window's end are cut again in the next one: what follows them decides where they end. */
const overlap = 64;

/** Not `isWordLike`: that is false for 々 by itself and for some digits, and a run holds no punctuation but apostrophes. */
const letterOrDigit = /[\p{L}\p{N}]/u;

let segmenter: Intl.Segmenter | undefined;

/**
 * Cuts a run of letters, marks and digits into words by dictionary. Source: Intl.Segmenter (ECMA-402), granularity "word".
 * Time grows linearly with the run's length.
 */
export function cutUnspaced(run: string): string[] {
  const words: string[] = [];
  let start = 0;
  while (start < run.length) start = cutWindow(run, start, words);
  return words;
}

/** Adds the words of one window. @returns where the next one starts. */
function cutWindow(run: string, start: number, words: string[]): number {
  // A fixed locale: the default one would be the machine's.
  segmenter ??= new Intl.Segmenter("en", { granularity: "word" });
  const window = run.slice(start, start + windowLength);
  const sureLength = start + windowLength < run.length ? windowLength - overlap : window.length;
  let done = 0;
  for (const { segment } of segmenter.segment(window)) {
    if (done > 0 && done + segment.length > sureLength) break;
    if (letterOrDigit.test(segment)) words.push(segment);
    done += segment.length;
  }
  return start + done;
}
