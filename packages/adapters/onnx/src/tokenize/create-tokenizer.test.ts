import { describe, expect, it } from "vitest";
import { bertOf, byteLevelBpe, unigram } from "./__fixtures__/small-tokenizers.ts";
import { createTokenizer } from "./index.ts";

function create(changes: object, config?: unknown) {
  return createTokenizer({ tokenizer: bertOf(["a", "[PAD]", "<pad>"], changes), config }, "models/x/tokenizer.json");
}

const CLS_SEP = { cls: ["[CLS]", 1], sep: ["[SEP]", 2] };

describe("createTokenizer", () => {
  it.each<[string, object, string]>([
    ["model", { model: undefined }, "models/x/tokenizer.json: model must be an object"],
    ["model.type", { model: { vocab: {} } }, "models/x/tokenizer.json: model.type is missing"],
    ["vocab", { model: { type: "WordPiece" } }, "models/x/tokenizer.json: model.vocab must be an object"],
    ["an id", { model: { type: "WordPiece", vocab: { x: -1 } } }, 'models/x/tokenizer.json: model.vocab["x"] must be'],
    ["unknown token", { model: { type: "WordPiece", vocab: { x: 0 } } }, 'model.vocab has no "[UNK]"'],
    [
      "normalizer",
      { normalizer: { type: "BertNormalizer" } },
      "tokenizer.json: normalizer.lowercase must be true or false",
    ],
    ["added token", { added_tokens: [{ id: 0 }] }, "tokenizer.json: added_tokens[0].content must be a string"],
    ["template", { post_processor: { type: "Other" } }, 'tokenizer.json: post_processor.type "Other" is not supported'],
    [
      "separator",
      { post_processor: { type: "BertProcessing", cls: ["[CLS]", 1] } },
      "post_processor.sep must be a list",
    ],
    [
      "two templates",
      { post_processor: { type: "Sequence", processors: [{ type: "BertProcessing" }, { type: "BertProcessing" }] } },
      "post_processor.processors with more than one",
    ],
    [
      "template's special token",
      {
        post_processor: {
          type: "TemplateProcessing",
          single: [{ SpecialToken: { id: "[X]", type_id: 0 } }],
          pair: [],
          special_tokens: {},
        },
      },
      'post_processor.special_tokens["[X]"] must be an object',
    ],
    [
      "template without the document",
      {
        post_processor: {
          type: "TemplateProcessing",
          single: [{ Sequence: { id: "A", type_id: 0 } }],
          pair: [{ Sequence: { id: "A", type_id: 0 } }],
          special_tokens: {},
        },
      },
      "post_processor.pair must hold sequences A and B",
    ],
    [
      "other model",
      { model: { type: "Novel", vocab: {} } },
      'models/x/tokenizer.json: model.type "Novel" is not supported',
    ],
  ])("names the file and the field: %s", (_, changes, message) => {
    expect(() => create(changes)).toThrow(message);
  });

  it("names the file where it is no object, and the padding token where the vocabulary lacks it", () => {
    expect(() => createTokenizer({ tokenizer: null }, "t.json")).toThrow("t.json: the file must be an object");
    expect(() => create({}, { pad_token: "<none>" })).toThrow(
      'pad_token of its config "<none>" is not in the vocabulary',
    );
  });

  it("ignores truncation and padding of the file", () => {
    const tokenizer = create({ truncation: { max_length: 3 }, padding: { strategy: { Fixed: 9 }, pad_id: 7 } });
    expect([...tokenizer.encodeSingle("a a a", { maxLength: 9 }).ids]).toEqual([1, 3, 3, 3, 2]);
    expect(tokenizer.padId).toBe(4);
  });

  it("takes the padding token of the configuration, as a text or as a token", () => {
    expect(create({}, { pad_token: "<pad>" }).padId).toBe(5);
    expect(create({}, { pad_token: { content: "[SEP]" } }).padId).toBe(2);
    expect(createTokenizer({ tokenizer: unigram() }, "t").padId).toBe(0);
    expect(createTokenizer({ tokenizer: byteLevelBpe() }, "t").padId).toBe(1);
  });

  it("counts the vocabulary to its highest id, added tokens included", () => {
    expect(create({}).vocabularySize).toBe(6);
    expect(create({ added_tokens: [{ id: 6, content: "<new>", normalized: false }] }).vocabularySize).toBe(7);
    expect(createTokenizer({ tokenizer: unigram() }, "t").vocabularySize).toBe(20);
  });

  it("finds an added token that the vocabulary lacks at the next free id", () => {
    const tokenizer = create({ added_tokens: [{ id: 6, content: "<new>", normalized: false }] });
    expect([...tokenizer.encodeSingle("a<new>a", { maxLength: 9 }).ids]).toEqual([1, 3, 6, 3, 2]);
  });

  it("does not take a continuing prefix that stands alone for a piece", () => {
    const tokenizer = createTokenizer({ tokenizer: bertOf(["a", "##"]) }, "t");
    expect([...tokenizer.encodeSingle("ab a", { maxLength: 9 }).ids]).toEqual([1, 0, 3, 2]);
  });

  it("throws where maxLength has no room for the special tokens, and encodes none but them where it has no more", () => {
    const tokenizer = create({});
    const message = "maxLength must be a whole number of at least 3, the special tokens; it is 2";
    expect(() => tokenizer.encodePair("a", "a", { maxLength: 2, truncation: "longest_first" })).toThrow(message);
    expect(() => tokenizer.encodeSingle("a", { maxLength: 2.5 })).toThrow("maxLength must be a whole number");
    const { ids, truncated } = tokenizer.encodePair("a", "", { maxLength: 3, truncation: "longest_first" });
    expect([[...ids], truncated]).toEqual([[1, 2, 2], true]);
    expect(tokenizer.encodePair("", "a", { maxLength: 3, truncation: "only_second" }).truncated).toBe(true);
  });

  it.each<[string, object | null, number[], number[]]>([
    ["BertProcessing", { type: "BertProcessing", ...CLS_SEP }, [1, 3, 2, 3, 3, 2], [0, 0, 0, 1, 1, 1]],
    ["RobertaProcessing", { type: "RobertaProcessing", ...CLS_SEP }, [1, 3, 2, 2, 3, 3, 2], [0, 0, 0, 0, 0, 0, 0]],
    ["ByteLevel", { type: "ByteLevel" }, [3, 3, 3], [0, 1, 1]],
    ["an empty Sequence", { type: "Sequence", processors: [] }, [3, 3, 3], [0, 1, 1]],
    ["nothing", null, [3, 3, 3], [0, 1, 1]],
  ])("puts pairs together by %s", (_, processor, ids, typeIds) => {
    const encoding = create({ post_processor: processor }).encodePair("a", "a a", {
      maxLength: 9,
      truncation: "only_second",
    });
    expect([...encoding.ids]).toEqual(ids);
    expect([...encoding.typeIds]).toEqual(typeIds);
  });

  it.each<[boolean, object]>([
    [true, {}],
    [true, { tokenizer_class: "BertTokenizer" }],
    [true, { tokenizer_class: "BertTokenizerFast" }],
    [true, { tokenizer_class: "DebertaV2TokenizerFast" }],
    [false, { tokenizer_class: "PreTrainedTokenizerFast" }],
    [false, { tokenizer_class: "TokenizersBackend" }],
    [false, { tokenizer_class: "XLMRobertaTokenizer" }],
    [false, { tokenizer_class: "BertTokenizer", model_input_names: ["input_ids", "attention_mask"] }],
    [true, { tokenizer_class: "TokenizersBackend", model_input_names: ["input_ids", "token_type_ids"] }],
  ])("sends type ids %s for %o", (sends, config) => {
    expect(create({}, config).sendsTypeIds).toBe(sends);
  });
});
