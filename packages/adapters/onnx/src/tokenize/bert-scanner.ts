import type { BertNormalization } from "./bert-normalizer.ts";
import { tokenizeStretch } from "./bert-stretch.ts";
import { ALONE, characterKinds, PLAIN, SPACE } from "./character-kinds.ts";
import { createIdBuffer, type IdBuffer, pushId, takeIds } from "./id-buffer.ts";
import { createWordCache, LONGEST_CACHED_WORD, type WordCache } from "./word-cache.ts";
import type { WordPiece } from "./word-piece.ts";

/** Appends the ids of the part [start, end) of a raw text; may stop once the buffer holds `limit` ids. */
export type Scan = (text: string, start: number, end: number, limit: number, buffer: IdBuffer) => void;

interface Scanner {
  readonly kinds: Uint8Array;
  /** The id of each character that is a word of its own, plus one; 0 where it is not known yet. */
  readonly singles: Int32Array;
  readonly cache: WordCache;
  readonly model: WordPiece;
  readonly options: BertNormalization;
}

/**
 * The scanner of raw text: normalizer, pre-tokenizer and WordPiece in one pass. ASCII words and characters that are
 * words of their own go straight to a look-up; a stretch with anything else is normalized by itself, which gives the
 * same as normalizing the whole, for it stands between spaces or characters that no normalization changes or crosses.
 */
export function createBertScanner(options: BertNormalization, model: WordPiece): Scan {
  const cache = createWordCache(65_536);
  const scanner: Scanner = { kinds: characterKinds(options), singles: new Int32Array(0x10000), cache, model, options };
  return (text, start, end, limit, buffer) => scan(scanner, text, start, end, limit, buffer);
}

function scan(scanner: Scanner, text: string, start: number, end: number, limit: number, buffer: IdBuffer): void {
  const { kinds, singles } = scanner;
  let position = start;
  while (position < end && buffer.length < limit) {
    const code = text.charCodeAt(position);
    const kind = kinds[code];
    if (kind === SPACE) position++;
    else if (kind === ALONE) {
      pushId(buffer, (singles[code] || single(scanner, code)) - 1);
      position++;
    } else position = scanWord(scanner, text, position, end, limit, buffer);
  }
}

function single(scanner: Scanner, code: number): number {
  const [id = scanner.model.unknownId] = scanner.model.split(String.fromCharCode(code));
  scanner.singles[code] = id + 1;
  return id + 1;
}

/** Appends the ids of what stands up to the next space or character on its own, and returns where that is. */
function scanWord(
  scanner: Scanner,
  text: string,
  start: number,
  stop: number,
  limit: number,
  buffer: IdBuffer,
): number {
  const end = endOfWord(scanner.kinds, text, start, stop);
  if (end - start > LONGEST_CACHED_WORD) {
    splitWord(scanner, text, start, end, limit, buffer);
    return end;
  }
  const word = text.slice(start, end);
  const ids = scanner.cache.get(word) ?? learn(scanner, word);
  if (typeof ids === "number") pushId(buffer, ids);
  else for (const id of ids) pushId(buffer, id);
  return end;
}

function endOfWord(kinds: Uint8Array, text: string, start: number, stop: number): number {
  let end = start;
  while (end < stop) {
    const kind = kinds[text.charCodeAt(end)];
    if (kind === SPACE || kind === ALONE) break;
    end++;
  }
  return end;
}

/** The ids of a short word met for the first time, which the cache then holds. */
function learn(scanner: Scanner, word: string): readonly number[] {
  const buffer = createIdBuffer(64);
  splitWord(scanner, word, 0, word.length, Number.POSITIVE_INFINITY, buffer);
  const ids = Array.from(takeIds(buffer));
  scanner.cache.set(word, ids);
  return ids;
}

function splitWord(scanner: Scanner, text: string, start: number, end: number, limit: number, buffer: IdBuffer): void {
  const { kinds, model, options } = scanner;
  if (!isPlain(kinds, text, start, end)) tokenizeStretch(text, start, end, options, model, limit, buffer);
  else if (end - start > model.maxCharacters) pushId(buffer, model.unknownId);
  else {
    const word = text.slice(start, end);
    for (const id of model.split(options.lowercase ? word.toLowerCase() : word)) pushId(buffer, id);
  }
}

function isPlain(kinds: Uint8Array, text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index++) if (kinds[text.charCodeAt(index)] !== PLAIN) return false;
  return true;
}
