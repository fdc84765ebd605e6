import { describe, expect, it } from "vitest";
import { refusePrompt, refuseSentenceSettings } from "./refuse-settings.ts";

const folder = "/models/one";

describe("an encoder", () => {
  const uncased = { normalizer: { type: "BertNormalizer", lowercase: true } };
  const cased = { normalizer: { type: "BertNormalizer", lowercase: false } };

  it.each([
    [undefined, cased],
    [{ max_seq_length: 48, do_lower_case: false, query_length: null }, cased],
    [{ do_lower_case: true }, uncased],
  ])("passes with %j", (sentence, tokenizer) => {
    expect(() => refuseSentenceSettings(folder, sentence, tokenizer)).not.toThrow();
  });

  it.each([
    [{ query_length: 32 }, "query_length is not supported"],
    [{ document_length: 180 }, "document_length is not supported"],
    [{ do_lower_case: true }, "do_lower_case with a tokenizer that keeps capitals is not supported"],
  ])("is refused with %j", (sentence, says) => {
    expect(() => refuseSentenceSettings(folder, sentence, cased)).toThrow(
      `onnx: ${folder}/sentence_bert_config.json: ${says}; take another model`,
    );
  });
});

describe("a cross-encoder", () => {
  it.each([
    undefined,
    { default_prompt_name: null, prompts: { query: "query: " } },
    { default_prompt_name: "query", prompts: { query: "" } },
  ])("passes with %j", (settings) => {
    expect(() => refusePrompt(folder, settings)).not.toThrow();
  });

  it("is refused with a prompt that sentence-transformers would put before each query", () => {
    const settings = { default_prompt_name: "query", prompts: { query: "query: " } };
    expect(() => refusePrompt(folder, settings)).toThrow(/config_sentence_transformers\.json: .*default_prompt_name/);
  });
});
