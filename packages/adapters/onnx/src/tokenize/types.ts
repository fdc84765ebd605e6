/** A text or a pair as a model takes it, special tokens included: one id and one segment per token, of equal length. */
export interface Encoding {
  readonly ids: Int32Array;
  /** The segment of each token by the tokenizer's template. Feed zeros instead where `sendsTypeIds` is false. */
  readonly typeIds: Int32Array;
  /** Whether tokens of a text had to be left out. */
  readonly truncated: boolean;
}

/** A query and a document as a model takes them. */
interface PairEncoding extends Encoding {
  readonly queryTruncated: boolean;
  readonly documentTruncated: boolean;
}

/**
 * How a pair that is too long is cut. `longest_first` shortens the longer text until both are equally long, then both;
 * `only_second` shortens the document alone and throws where that is not enough.
 */
export type Truncation = "longest_first" | "only_second";

/** The limit on a pair's tokens, special tokens included, and who gives way when it is exceeded. */
export interface PairLimits {
  readonly maxLength: number;
  readonly truncation: Truncation;
}

/** What turns texts into a model's input. Lone surrogates are read as U+FFFD. */
export interface PairTokenizer {
  /**
   * Encodes a query and a document by the template for pairs, an empty document included. Throws an Error where
   * `maxLength` has no room for the special tokens, or where `only_second` cannot shorten the document enough.
   */
  readonly encodePair: (query: string, document: string, limits: PairLimits) => PairEncoding;
  /** Encodes one text by the template for single texts, its end cut off beyond `maxLength` tokens. */
  readonly encodeSingle: (text: string, limits: { readonly maxLength: number }) => Encoding;
  /** The number of tokens of a whole text, special tokens of the template not counted. */
  readonly countTokens: (text: string) => number;
  /** The highest id plus one, added tokens included: what a model's embedding table must hold at least. */
  readonly vocabularySize: number;
  /** The id that fills up shorter rows of a batch. */
  readonly padId: number;
  /** Whether the Python tokenizer of this class hands `token_type_ids` to the model; where not, the model sees zeros. */
  readonly sendsTypeIds: boolean;
}

/** The parsed files that describe a tokenizer. */
export interface TokenizerFiles {
  /** The parsed `tokenizer.json`. */
  readonly tokenizer: unknown;
  /** The parsed `tokenizer_config.json`, where the model has one. */
  readonly config?: unknown;
}

/**
 * Turns a text into ids without special tokens of the template. At least `limit` of them, or all there are: the first
 * `limit` ids equal those of the whole text, and what is beyond them may be left out.
 */
export type TokenizeText = (text: string, limit: number) => Int32Array;
