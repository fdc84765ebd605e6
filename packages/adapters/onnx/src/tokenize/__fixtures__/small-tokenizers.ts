import { readFileSync } from "node:fs";
import { bytesToUnicode } from "./bytes-to-unicode.ts";

/** The small cased WordPiece tokenizer, parsed, with some fields replaced. */
export function casedWordPiece(changes: object = {}): object {
  const text = readFileSync(new URL("./cased-wordpiece.json", import.meta.url), "utf8");
  return { ...JSON.parse(text), ...changes };
}

/** BERT's lowercasing normalizer. */
export const UNCASED = {
  type: "BertNormalizer",
  clean_text: true,
  handle_chinese_chars: true,
  strip_accents: null,
  lowercase: true,
} as const;

/** An uncased BERT tokenizer with these words after the special tokens: [UNK] is 0, [CLS] 1, [SEP] 2, the first word 3. */
export function bertOf(words: readonly string[], changes: object = {}): object {
  const vocab = Object.fromEntries(["[UNK]", "[CLS]", "[SEP]", ...words].map((token, id) => [token, id]));
  return {
    version: "1.0",
    added_tokens: [0, 1, 2].map((id) => ({ id, content: Object.keys(vocab)[id], special: true, normalized: false })),
    normalizer: UNCASED,
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: { type: "BertProcessing", sep: ["[SEP]", 2], cls: ["[CLS]", 1] },
    decoder: null,
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab,
    },
    ...changes,
  };
}

/** A byte-level BPE tokenizer as RoBERTa's: the bytes, and a few merges that also reach over a leading space. */
export function byteLevelBpe(): object {
  const letters = Object.values(bytesToUnicode());
  const merges = ["t h", "th e", "Ġ t", "Ġ the", "Ġt he", "h e", "i n", "Ġ a", "a n", "Ġ an", "o u", "r e", "l l"];
  const tokens = ["<s>", "<pad>", "</s>", ...letters, ...merges.map((merge) => merge.replace(" ", ""))];
  return {
    version: "1.0",
    added_tokens: [0, 1, 2].map((id) => ({ id, content: tokens[id], special: true, normalized: false })),
    normalizer: null,
    pre_tokenizer: { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: { type: "RobertaProcessing", sep: ["</s>", 2], cls: ["<s>", 0], trim_offsets: true, add_prefix_space: false },
    decoder: null,
    model: { type: "BPE", vocab: Object.fromEntries([...new Set(tokens)].map((token, id) => [token, id])), merges },
  };
}

/** A Unigram tokenizer as T5's: a few pieces, `<unk>` 1 and `</s>` 0. */
export function unigram(): object {
  const pieces = ["▁", "▁the", "▁a", "an", "in", "e", "t", "h", "a", "n", "i", "o", "▁t", "he", "r", "s", "ou", "l"];
  const vocab = [["</s>", 0], ["<unk>", 0], ...pieces.map((piece, index) => [piece, -2 - index / 10])];
  return {
    version: "1.0",
    added_tokens: [{ id: 0, content: "</s>", special: true, normalized: false }],
    normalizer: null,
    pre_tokenizer: { type: "Metaspace", replacement: "▁", prepend_scheme: "always", split: true },
    post_processor: {
      type: "TemplateProcessing",
      single: [{ Sequence: { id: "A", type_id: 0 } }, { SpecialToken: { id: "</s>", type_id: 0 } }],
      pair: [
        { Sequence: { id: "A", type_id: 0 } },
        { SpecialToken: { id: "</s>", type_id: 0 } },
        { Sequence: { id: "B", type_id: 0 } },
        { SpecialToken: { id: "</s>", type_id: 0 } },
      ],
      special_tokens: { "</s>": { id: "</s>", ids: [0], tokens: ["</s>"] } },
    },
    decoder: null,
    model: { type: "Unigram", unk_id: 1, vocab },
  };
}
