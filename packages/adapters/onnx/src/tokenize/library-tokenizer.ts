import { Tokenizer } from "@huggingface/tokenizers";
import { createIdBuffer, type IdBuffer, pushId, takeIds } from "./id-buffer.ts";
import { isObject, type JsonObject } from "./json.ts";
import { partsOfText } from "./parts-of-text.ts";
import type { TokenizeText } from "./types.ts";

/**
 * Every model that is not BERT's, by @huggingface/tokenizers. Its ids differ from the Rust library's in rare texts: for
 * Unigram where the character map has to fold zero-width characters, U+0085, U+2028, U+FEFF, Hangul jamo, half-width
 * voicing marks or stacked accents; for byte-level BPE where U+FEFF (whitespace in JavaScript's patterns only) or U+0085
 * (in Rust's only) stands beside a space.
 *
 * A long text is tokenized part by part, as far as the limit asks. Parts end between a letter and a space before a
 * letter, where none of these models joins anything; only a text of more than 12,288 UTF-16 units that has no such place
 * within 4,096 of them (a script without spaces) is cut elsewhere, and ids next to that cut may differ.
 */
export function createLibraryTokenizer(tokenizer: JsonObject, model: JsonObject, name: string): TokenizeText {
  const inner = construct({ normalizer: null, pre_tokenizer: null, ...tokenizer, model }, name);
  const encode = model.type === "Unigram" ? encodeUnigram(inner, tokenizer) : encodeAsIs(inner);
  const inParts = mayBeCut(tokenizer);
  const buffer = createIdBuffer();
  return (text, limit) => {
    buffer.length = 0;
    for (const part of inParts ? partsOfText(text) : [text]) {
      encode(part, buffer);
      if (buffer.length >= limit) break;
    }
    return takeIds(buffer);
  };
}

/** Appends the ids of a part of a text. */
type EncodePart = (part: string, buffer: IdBuffer) => void;

function encodeAsIs(inner: Tokenizer): EncodePart {
  return (part, buffer) => {
    for (const id of encodeWellFormed(inner, part).ids) pushId(buffer, id);
  };
}

/**
 * Unigram joins neighbouring unknown characters into one token. The library takes time by the square of their number to
 * do so, so it is done here; an unknown token that stands in the text as an added token is not joined.
 */
function encodeUnigram(inner: Tokenizer, tokenizer: JsonObject): EncodePart {
  if (!inner.model) return encodeAsIs(inner);
  inner.model.fuse_unk = false;
  const { unk_token_id: unknownId, unk_token: unknownToken } = inner.model;
  const written = addedTokensOf(tokenizer).some(({ content }) => content === unknownToken) ? unknownToken : undefined;
  return (part, buffer) => {
    const { ids, tokens } = encodeWellFormed(inner, part);
    let wasUnknown = false;
    for (const [index, id] of ids.entries()) {
      const isUnknown = id === unknownId && (written === undefined || tokens[index] !== written);
      if (!(isUnknown && wasUnknown)) pushId(buffer, id);
      wasUnknown = isUnknown;
    }
  };
}

function encodeWellFormed(inner: Tokenizer, part: string): { readonly ids: number[]; readonly tokens: string[] } {
  return inner.encode(part.replace(/\p{Surrogate}/gu, "\uFFFD"), { add_special_tokens: false });
}

/** The template is ours, and nothing is decoded; the configuration would change ids in ways that Rust does not know. */
function construct(tokenizer: JsonObject, name: string): Tokenizer {
  const added = tokenizer.added_tokens ?? [];
  try {
    return new Tokenizer({ ...tokenizer, added_tokens: added, post_processor: null, decoder: null }, {});
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${name}: @huggingface/tokenizers cannot read it: ${reason}`, { cause });
  }
}

/** Whether parts of a text, each after the first with its space in front, give the ids of the whole. */
function mayBeCut(tokenizer: JsonObject): boolean {
  const holdsSpace = addedTokensOf(tokenizer).some(({ content }) => /\S\s+\S/.test(String(content)));
  return !holdsSpace && !JSON.stringify(tokenizer.normalizer ?? null).includes('"Prepend"');
}

function addedTokensOf(tokenizer: JsonObject): readonly JsonObject[] {
  return Array.isArray(tokenizer.added_tokens) ? tokenizer.added_tokens.filter(isObject) : [];
}
