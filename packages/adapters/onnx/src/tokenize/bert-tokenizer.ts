import { type AddedToken, createAddedTokenFinder, type FindAddedToken, readAddedTokens } from "./added-tokens.ts";
import { normalizeBert, readBertNormalization } from "./bert-normalizer.ts";
import { createBertScanner, type Scan } from "./bert-scanner.ts";
import { createIdBuffer, type IdBuffer, pushId, takeIds } from "./id-buffer.ts";
import { isObject, type JsonObject } from "./json.ts";
import type { TokenizeText } from "./types.ts";
import { readWordPiece } from "./word-piece.ts";

/** A piece of text between added tokens, and where its ids go. */
type TokenizePiece = (text: string, start: number, end: number, limit: number, buffer: IdBuffer) => void;

/** Whether a tokenizer.json is BERT's: WordPiece after BertPreTokenizer, normalized by BertNormalizer or not at all. */
export function isBert(tokenizer: JsonObject, modelType: string): boolean {
  const { normalizer, pre_tokenizer: preTokenizer } = tokenizer;
  const isBertNormalized =
    (normalizer ?? null) === null || (isObject(normalizer) && normalizer.type === "BertNormalizer");
  return (
    modelType === "WordPiece" && isBertNormalized && isObject(preTokenizer) && preTokenizer.type === "BertPreTokenizer"
  );
}

/**
 * BERT's tokenizer: ids equal to those of the Rust library. `model` is the file's model, `name` the file in messages.
 * It reads a text only as far as the limit asks; added tokens that are looked for in normalized text make it normalize
 * the whole.
 */
export function createBertTokenizer(tokenizer: JsonObject, model: JsonObject, name: string): TokenizeText {
  const options = readBertNormalization(tokenizer.normalizer, `${name}: normalizer`);
  const wordPiece = readWordPiece(model, `${name}: model`);
  const added = readAddedTokens(tokenizer.added_tokens, wordPiece.vocabulary, `${name}: added_tokens`);
  const normalize = (text: string) => normalizeBert(text, options);
  const tokenizePiece = inNormalizedText(added, normalize, createBertScanner(options, wordPiece));
  const tokenize = around(createAddedTokenFinder(added.filter((token) => !token.normalized)), tokenizePiece);
  const buffer = createIdBuffer();
  return (text, limit) => {
    buffer.length = 0;
    tokenize(text, 0, text.length, limit, buffer);
    return takeIds(buffer);
  };
}

/** Tokens that are matched in normalized text: what they leave is normalized again, which changes nothing further. */
function inNormalizedText(
  added: readonly AddedToken[],
  normalize: (text: string) => string,
  scan: Scan,
): TokenizePiece {
  const tokens = added.filter((token) => token.normalized);
  const find = createAddedTokenFinder(tokens.map((token) => ({ ...token, content: normalize(token.content) })));
  if (find === undefined) return scan;
  const tokenize = around(find, scan);
  return (text, start, end, limit, buffer) => {
    const normalized = normalize(text.slice(start, end));
    tokenize(normalized, 0, normalized.length, limit, buffer);
  };
}

/** Appends added tokens as they are found, and the ids of the pieces between them. */
function around(find: FindAddedToken | undefined, tokenizePiece: TokenizePiece): TokenizePiece {
  if (find === undefined) return tokenizePiece;
  return (text, start, end, limit, buffer) => {
    let position = start;
    while (position < end && buffer.length < limit) {
      const match = find(text, position);
      tokenizePiece(text, position, match?.start ?? end, limit, buffer);
      if (match !== undefined && buffer.length < limit) pushId(buffer, match.id);
      position = match?.end ?? end;
    }
  };
}
