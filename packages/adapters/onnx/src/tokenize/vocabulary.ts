import { isObject, type JsonObject } from "./json.ts";

/** The ids of a tokenizer.json: the model's, and the added tokens where the model does not have them. */
export interface Vocabulary {
  /** The highest id plus one. */
  readonly size: number;
  /** The id of a token by its content. */
  readonly idOf: (token: string) => number | undefined;
}

/** Reads the vocabulary: an object of ids for WordPiece and BPE, a list of pieces with scores for Unigram. */
export function readVocabulary(tokenizer: JsonObject, model: JsonObject): Vocabulary {
  const ids = new Map<string, number>();
  if (Array.isArray(model.vocab)) for (const [id, piece] of model.vocab.entries()) ids.set(String(piece?.[0]), id);
  else if (isObject(model.vocab)) for (const [token, id] of Object.entries(model.vocab)) ids.set(token, Number(id));
  for (const token of Array.isArray(tokenizer.added_tokens) ? tokenizer.added_tokens : []) {
    if (!ids.has(token.content)) ids.set(token.content, Number(token.id));
  }
  let size = 0;
  for (const id of ids.values()) size = Math.max(size, id + 1);
  return { size, idOf: (token) => ids.get(token) };
}

/** The padding token's id: `pad_token` of tokenizer_config.json, `[PAD]` or `<pad>` of the vocabulary, or 0. */
export function readPadId(config: JsonObject, vocabulary: Vocabulary, where: string): number {
  const named = isObject(config.pad_token) ? config.pad_token.content : config.pad_token;
  if (typeof named !== "string") return vocabulary.idOf("[PAD]") ?? vocabulary.idOf("<pad>") ?? 0;
  const id = vocabulary.idOf(named);
  if (id === undefined) throw new Error(`${where} ${JSON.stringify(named)} is not in the vocabulary`);
  return id;
}
