import { countAt, type JsonObject, objectAt, stringAt } from "./json.ts";

/** A WordPiece model: its vocabulary and how a word becomes pieces. */
export interface WordPiece {
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly unknownId: number;
  /** Words of more code points than this are unknown as a whole. */
  readonly maxCharacters: number;
  /** The ids of one normalized word: its pieces, longest first from the left, or the unknown token. */
  readonly split: (word: string) => readonly number[];
}

/** Pieces of words by their text, and the length of the longest in UTF-16 units. */
interface Pieces {
  readonly known: ReadonlyMap<string, number>;
  readonly longest: number;
}

/** Reads the `model` of a tokenizer.json that is a WordPiece model; throws where its vocabulary lacks the unknown token. */
export function readWordPiece(model: JsonObject, where: string): WordPiece {
  const vocabulary = readVocabulary(model.vocab, `${where}.vocab`);
  const unknownToken = stringAt(model.unk_token ?? "[UNK]", `${where}.unk_token`);
  const unknownId = vocabulary.get(unknownToken);
  if (unknownId === undefined) {
    throw new Error(
      `${where}.vocab has no ${JSON.stringify(unknownToken)}, the unknown token named by ${where}.unk_token`,
    );
  }
  const prefix = stringAt(model.continuing_subword_prefix ?? "##", `${where}.continuing_subword_prefix`);
  const maxCharacters = countAt(model.max_input_chars_per_word ?? 100, `${where}.max_input_chars_per_word`);
  const first = piecesAfter("", vocabulary);
  const following = piecesAfter(prefix, vocabulary);
  const unknown: readonly number[] = [unknownId];
  const split = (word: string) =>
    isLonger(word, maxCharacters) ? unknown : (pieces(word, first, following) ?? unknown);
  return { vocabulary, unknownId, maxCharacters, split };
}

function readVocabulary(vocab: unknown, where: string): ReadonlyMap<string, number> {
  const entries = Object.entries(objectAt(vocab, where));
  return new Map(entries.map(([token, id]) => [token, countAt(id, `${where}[${JSON.stringify(token)}]`)]));
}

/** The tokens that start with a prefix, without it; their greatest length bounds the look-ups. */
function piecesAfter(prefix: string, vocabulary: ReadonlyMap<string, number>): Pieces {
  const known = new Map<string, number>();
  let longest = 0;
  for (const [token, id] of vocabulary) {
    if (!token.startsWith(prefix) || token === prefix) continue;
    known.set(token.slice(prefix.length), id);
    longest = Math.max(longest, token.length - prefix.length);
  }
  return { known, longest };
}

function isLonger(word: string, maxCharacters: number): boolean {
  if (word.length <= maxCharacters) return false;
  let characters = 0;
  for (const _ of word) characters++;
  return characters > maxCharacters;
}

/** The ids of the longest pieces from the left, or undefined where some part of the word has none. */
function pieces(word: string, first: Pieces, following: Pieces): readonly number[] | undefined {
  const ids: number[] = [];
  let start = 0;
  while (start < word.length) {
    const { known, longest } = start === 0 ? first : following;
    let end = Math.min(word.length, start + longest);
    let id = known.get(word.slice(start, end));
    while (id === undefined && --end > start) id = known.get(word.slice(start, end));
    if (id === undefined) return undefined;
    ids.push(id);
    start = end;
  }
  return ids;
}
