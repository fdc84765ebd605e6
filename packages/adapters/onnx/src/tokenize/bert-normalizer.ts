import { classesOf, IDEOGRAPH, MARK, REMOVED, WHITESPACE } from "./character-classes.ts";
import { booleanAt, objectAt } from "./json.ts";

/** What a BertNormalizer does to a text before it is split into words. */
export interface BertNormalization {
  readonly cleanText: boolean;
  readonly handleChineseChars: boolean;
  readonly stripAccents: boolean;
  readonly lowercase: boolean;
}

const NONE: BertNormalization = { cleanText: false, handleChineseChars: false, stripAccents: false, lowercase: false };

/** Reads the `normalizer` of a tokenizer.json that is a BertNormalizer, or null for none. */
export function readBertNormalization(normalizer: unknown, where: string): BertNormalization {
  if (normalizer === null || normalizer === undefined) return NONE;
  const fields = objectAt(normalizer, where);
  const lowercase = booleanAt(fields.lowercase, `${where}.lowercase`);
  const accents = fields.strip_accents ?? null;
  return {
    cleanText: booleanAt(fields.clean_text, `${where}.clean_text`),
    handleChineseChars: booleanAt(fields.handle_chinese_chars, `${where}.handle_chinese_chars`),
    stripAccents: accents === null ? lowercase : booleanAt(accents, `${where}.strip_accents`),
    lowercase,
  };
}

/**
 * Normalizes a text as Rust's BertNormalizer does. Accents are decomposed by the JavaScript engine's Unicode, which
 * knows 21 compositions more than Rust's (U+105C9, U+11938, U+16121 and others): scripts no BERT vocabulary holds.
 */
export function normalizeBert(text: string, options: BertNormalization): string {
  let normalized = options.cleanText ? clean(text) : text.replace(/\p{Surrogate}/gu, "\uFFFD");
  if (options.handleChineseChars) normalized = spaceIdeographs(normalized);
  if (options.stripAccents) normalized = stripMarks(normalized.normalize("NFD"));
  return options.lowercase ? lowercase(normalized) : normalized;
}

function clean(text: string): string {
  let result = "";
  for (const character of text) {
    const classes = classesOf(character);
    if ((classes & REMOVED) === 0) result += (classes & WHITESPACE) === 0 ? character : " ";
  }
  return result;
}

function spaceIdeographs(text: string): string {
  let result = "";
  for (const character of text) result += (classesOf(character) & IDEOGRAPH) === 0 ? character : ` ${character} `;
  return result;
}

function stripMarks(text: string): string {
  let result = "";
  for (const character of text) if ((classesOf(character) & MARK) === 0) result += character;
  return result;
}

/** Rust lowercases character by character, so that a final sigma becomes σ; JavaScript would write ς. */
function lowercase(text: string): string {
  return text.replaceAll("\u03A3", "\u03C3").toLowerCase();
}
