import { cutUnspaced, unspacedScript } from "./cut-unspaced.ts";
import { foldText } from "./fold-text.ts";
import { textSlices } from "./text-slices.ts";

/** Raised with every change that gives some text other words; part of the reranker's revision. */
export const segmentationVersion = 1;

/** Letters, marks and digits, with apostrophes between them; it starts with a letter or digit. */
const wordRun = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:'[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;

/** A cheap look first: none of the scripts without spaces is outside of this. */
const maybeUnspaced = /[\u0E00-\u1DFF\u2E80-\uFFFF]/;

/**
 * The words of a text in any script, folded (NFKC, case, invisible characters, Arabic vowel signs), in order and with
 * repetitions: `segmentWords("Don’t stop, STRASSE!")` is `["don't", "stop", "strasse"]`.
 *
 * Words are runs of letters, marks and digits; apostrophes inside them are part of them, hyphens, dots and underscores are
 * not. Runs with Han, Hiragana, Katakana, Thai, Lao, Khmer or Myanmar in them are cut by Intl.Segmenter, whose dictionaries
 * differ a little between versions of ICU. Nothing is stemmed and there are no stop words: "models" is not "model", and
 * "the" is a word. Never throws on a string; time grows linearly with its length.
 */
export function segmentWords(text: string): string[] {
  const words: string[] = [];
  for (const slice of textSlices(text)) {
    for (const word of segmentSlice(slice)) words.push(word);
  }
  return words;
}

/** The words of one of a text's slices. */
export function segmentSlice(slice: string): readonly string[] {
  const folded = foldText(slice);
  const runs = folded.match(wordRun) ?? [];
  if (!maybeUnspaced.test(folded) || !unspacedScript.test(folded)) return runs;
  return runs.flatMap((run) => (unspacedScript.test(run) ? cutUnspaced(run) : run));
}
