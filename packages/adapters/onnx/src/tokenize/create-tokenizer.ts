import { createBertTokenizer, isBert } from "./bert-tokenizer.ts";
import { isObject, type JsonObject, objectAt } from "./json.ts";
import { createLibraryTokenizer } from "./library-tokenizer.ts";
import { sendsTypeIds } from "./sends-type-ids.ts";
import { countSpecialTokens, fillTemplate, readTemplate, type Template, type TemplatePiece } from "./template.ts";
import { keptLengths, neededOfSecond } from "./truncate.ts";
import type { PairLimits, PairTokenizer, TokenizerFiles, TokenizeText } from "./types.ts";
import { readPadId, readVocabulary } from "./vocabulary.ts";

const MODEL_TYPES = ["WordPiece", "BPE", "Unigram"];
const EVERYTHING = Number.POSITIVE_INFINITY;

/**
 * Builds a tokenizer from the parsed files of a model; `name` is the tokenizer.json as messages should call it. The
 * file's own truncation and padding are ignored: they are what its last run left there. Throws an Error that names the
 * file and the field where something is missing or not supported.
 *
 * BERT's WordPiece gives the ids of the Rust library; other models go through @huggingface/tokenizers.
 */
export function createTokenizer(files: TokenizerFiles, name: string): PairTokenizer {
  const file = objectAt(files.tokenizer, `${name}: the file`);
  const model = objectAt(file.model, `${name}: model`);
  const config =
    files.config === undefined || files.config === null ? {} : objectAt(files.config, `${name}: its config`);
  const template = readTemplate(file.post_processor, `${name}: post_processor`);
  const tokenize = createTextTokenizer(file, model, name);
  const vocabulary = readVocabulary(file, model);
  return {
    ...createEncoders(tokenize, template),
    countTokens: (text) => tokenize(text, EVERYTHING).length,
    vocabularySize: vocabulary.size,
    padId: readPadId(config, vocabulary, `${name}: pad_token of its config`),
    sendsTypeIds: sendsTypeIds(config),
  };
}

function createTextTokenizer(file: JsonObject, model: JsonObject, name: string): TokenizeText {
  const type = modelType(model, name);
  if (isBert(file, type)) return createBertTokenizer(file, model, name);
  return createLibraryTokenizer(file, { ...model, type }, name);
}

/** Older files leave the type out; it shows in the fields. */
function modelType(model: JsonObject, name: string): string {
  if (typeof model.type === "string") {
    if (MODEL_TYPES.includes(model.type)) return model.type;
    throw new Error(`${name}: model.type ${JSON.stringify(model.type)} is not supported`);
  }
  if (Array.isArray(model.merges)) return "BPE";
  if (Array.isArray(model.vocab)) return "Unigram";
  if (isObject(model.vocab) && "max_input_chars_per_word" in model) return "WordPiece";
  throw new Error(`${name}: model.type is missing`);
}

function createEncoders(
  tokenize: TokenizeText,
  template: Template,
): Pick<PairTokenizer, "encodePair" | "encodeSingle"> {
  const tokenizeQuery = rememberLast((text) => tokenize(text, EVERYTHING));
  return {
    encodePair(query, document, limits: PairLimits) {
      const room = roomFor(template.pair, limits.maxLength);
      const first = tokenizeQuery(query);
      const second = tokenize(document, neededOfSecond(first.length, room, limits.truncation));
      const [keptFirst, keptSecond] = keptLengths(first.length, second.length, room, limits.truncation);
      const kept = [first.subarray(0, keptFirst), second.subarray(0, keptSecond)];
      const queryTruncated = keptFirst < first.length;
      const documentTruncated = keptSecond < second.length;
      const truncated = queryTruncated || documentTruncated;
      return { ...fillTemplate(template.pair, kept), truncated, queryTruncated, documentTruncated };
    },
    encodeSingle(text, { maxLength }) {
      const room = roomFor(template.single, maxLength);
      const ids = tokenize(text, room + 1);
      return { ...fillTemplate(template.single, [ids.subarray(0, room)]), truncated: ids.length > room };
    },
  };
}

/** The tokens left for texts. Rust overflows where the special tokens alone are too many; here that is an error. */
function roomFor(pieces: readonly TemplatePiece[], maxLength: number): number {
  const special = countSpecialTokens(pieces);
  if (Number.isInteger(maxLength) && maxLength >= special) return maxLength - special;
  throw new Error(`maxLength must be a whole number of at least ${special}, the special tokens; it is ${maxLength}`);
}

/** One query meets many documents: its ids are kept until another comes. */
function rememberLast(tokenize: (text: string) => Int32Array): (text: string) => Int32Array {
  let last: { readonly text: string; readonly ids: Int32Array } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, ids: tokenize(text) };
    return last.ids;
  };
}
