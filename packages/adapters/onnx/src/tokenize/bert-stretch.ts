import { type BertNormalization, normalizeBert } from "./bert-normalizer.ts";
import { CHARACTER_CLASSES, classesOf, MARK, PUNCTUATION, REMOVED, WHITESPACE } from "./character-classes.ts";
import { type IdBuffer, pushId } from "./id-buffer.ts";
import type { WordPiece } from "./word-piece.ts";

/** Code units normalized at a time: bounds the work of decomposition, which is not linear in the length of a run of marks. */
const STEP = 512;

/** The word under way, across the steps of a long stretch. */
interface PendingWord {
  text: string;
  characters: number;
}

/**
 * Appends the ids of the part [start, end) of a text, which needs normalizing first. The part stands between words, or
 * characters that are words of their own. It is taken in steps, and a word beyond the model's limit is not kept: memory
 * stays bounded however long it is. May stop once the buffer holds `limit` ids.
 */
export function tokenizeStretch(
  text: string,
  start: number,
  end: number,
  options: BertNormalization,
  model: WordPiece,
  limit: number,
  buffer: IdBuffer,
): void {
  const word: PendingWord = { text: "", characters: 0 };
  let position = start;
  while (position < end && buffer.length < limit) {
    const next = end - position <= STEP ? end : cutBefore(text, position, position + STEP);
    tokenizeNormalized(normalizeBert(text.slice(position, next), options), word, model, buffer);
    position = next;
  }
  flush(word, model, buffer);
}

/** Splits normalized text into words and appends their ids; its last word stays pending. */
function tokenizeNormalized(text: string, word: PendingWord, model: WordPiece, buffer: IdBuffer): void {
  for (const character of text) {
    const classes = classesOf(character);
    if ((classes & (WHITESPACE | PUNCTUATION)) === 0) {
      if (word.characters++ <= model.maxCharacters) word.text += character;
      continue;
    }
    flush(word, model, buffer);
    if ((classes & WHITESPACE) === 0) pushWord(character, model, buffer);
  }
}

function flush(word: PendingWord, model: WordPiece, buffer: IdBuffer): void {
  if (word.characters > 0) pushWord(word.text, model, buffer);
  word.text = "";
  word.characters = 0;
}

function pushWord(word: string, model: WordPiece, buffer: IdBuffer): void {
  for (const id of model.split(word)) pushId(buffer, id);
}

/**
 * The latest place not after `wanted` where text may be cut before normalizing: before a character that marks cannot
 * move across. A run of marks longer than half a step is cut inside, which changes at most the order of marks.
 */
function cutBefore(text: string, start: number, wanted: number): number {
  for (let cut = wanted; cut > start + STEP / 2; cut--) {
    const code = text.charCodeAt(cut);
    const isLowSurrogate = code >= 0xdc00 && code < 0xe000;
    if (!isLowSurrogate && ((CHARACTER_CLASSES[text.codePointAt(cut) ?? 0] ?? 0) & (MARK | REMOVED)) === 0) return cut;
  }
  return isHighSurrogate(text.charCodeAt(wanted - 1)) ? wanted - 1 : wanted;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}
