import type { BertNormalization } from "./bert-normalizer.ts";
import { CHARACTER_CLASSES, IDEOGRAPH, PUNCTUATION, REMOVED, WHITESPACE } from "./character-classes.ts";

/** Part of a word, and ASCII: nothing but its case can change. */
export const PLAIN = 0;
/** Separates words and is no token. */
export const SPACE = 1;
/** A word of its own that normalization leaves as it is, wherever it stands. */
export const ALONE = 2;
/** Part of a stretch that has to be normalized before it can be split. */
const OTHER = 3;

/** What each UTF-16 unit is to a scanner of raw text, under one normalization: one of the kinds above. */
export function characterKinds(options: BertNormalization): Uint8Array {
  const kinds = new Uint8Array(0x10000);
  for (let code = 0; code < kinds.length; code++) kinds[code] = kindOf(code, options);
  return kinds;
}

function kindOf(code: number, options: BertNormalization): number {
  const classes = CHARACTER_CLASSES[code] ?? 0;
  if (options.cleanText && (classes & REMOVED) !== 0) return OTHER;
  if ((classes & WHITESPACE) !== 0) return SPACE;
  const aloneBits = options.handleChineseChars ? PUNCTUATION | IDEOGRAPH : PUNCTUATION;
  if ((classes & aloneBits) !== 0) return isStable(code) ? ALONE : OTHER;
  return code < 128 ? PLAIN : OTHER;
}

/** Whether neither decomposition nor lowercasing can change the character; U+037E and U+F900 are examples that change. */
function isStable(code: number): boolean {
  const character = String.fromCharCode(code);
  return character.normalize("NFD") === character && character.toLowerCase() === character;
}
