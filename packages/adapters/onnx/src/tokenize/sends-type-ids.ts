import type { JsonObject } from "./json.ts";

/** Tokenizer classes of Python's transformers 5 whose `model_input_names` hold `token_type_ids`, without "Fast". */
const SENDING = new Set([
  "BertTokenizer",
  "CanineTokenizer",
  "ConvBertTokenizer",
  "DebertaTokenizer",
  "DebertaV2Tokenizer",
  "ElectraTokenizer",
  "FNetTokenizer",
  "LayoutLMTokenizer",
  "LxmertTokenizer",
  "MarkupLMTokenizer",
  "MobileBertTokenizer",
  "SqueezeBertTokenizer",
  "TapasTokenizer",
]);

/**
 * Whether Python hands `token_type_ids` to the model: by `model_input_names` of tokenizer_config.json where it is
 * there, and otherwise by `tokenizer_class`; without either it does.
 */
export function sendsTypeIds(config: JsonObject): boolean {
  const { model_input_names: names, tokenizer_class: tokenizerClass } = config;
  if (Array.isArray(names)) return names.includes("token_type_ids");
  return typeof tokenizerClass !== "string" || SENDING.has(tokenizerClass.replace(/Fast$/, ""));
}
