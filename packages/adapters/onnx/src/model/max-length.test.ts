import { expect, it } from "vitest";
import { readMaxLength } from "./max-length.ts";

const folder = "/models/one";
const config = { max_position_embeddings: 64 };

// sentence-transformers 6.2: a max_seq_length replaces the tokenizer's limit; without one that is cut to the positions.
it.each([
  ["the positions, where nothing else is said", undefined, undefined, 64],
  ["the tokenizer's limit", { model_max_length: 40 }, undefined, 40],
  ["never more than the positions", { model_max_length: 100 }, { max_seq_length: 100 }, 64],
  [
    "the encoder's limit before the tokenizer's, where it is less",
    { model_max_length: 40 },
    { max_seq_length: 20 },
    20,
  ],
  ["and where it is more", { model_max_length: 16 }, { max_seq_length: 48 }, 48],
  ["the tokenizer's, where the encoder has none", { model_max_length: 16 }, { max_seq_length: null }, 16],
  ["no limit of transformers", { model_max_length: 1e30 }, undefined, 64],
  ["0 and less for none", { model_max_length: 0 }, { max_seq_length: -1 }, 64],
] as const)("%s", (_what, tokenizerConfig, sentence, wanted) => {
  expect(readMaxLength({ folder, config, tokenizerConfig, sentence }, undefined)).toBe(wanted);
});

it("what is wanted goes before all, up to the positions", () => {
  const files = { folder, config, tokenizerConfig: { model_max_length: 16 }, sentence: { max_seq_length: 8 } };
  expect(readMaxLength(files, 64)).toBe(64);
  expect(() => readMaxLength(files, 65)).toThrow("onnx: maxLength is 65, but /models/one takes at most 64 tokens");
});
