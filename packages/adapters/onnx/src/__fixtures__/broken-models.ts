import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RerankErrorCode } from "@secondpass/core";
import type { OnnxOptions } from "../options.ts";
import { type AlteredFolder, strangeGraph } from "./altered-folder.ts";
import { modelFolder } from "./model-folder.ts";

const weights = "onnx/model.onnx";
const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n";

/** What may be wrong with a model's folder, and what is to be said about it. */
export interface BrokenModel {
  readonly what: string;
  /** The small model that is spoilt; default "one-label". */
  readonly model?: string;
  readonly options?: OnnxOptions;
  readonly spoil: (folder: AlteredFolder) => void;
  readonly code: RerankErrorCode;
  /** What the message must speak of, besides the folder. */
  readonly says: readonly string[];
  /** The file that puts it right when restored. */
  readonly cure?: string;
}

const theWeights = readFileSync(join(modelFolder("one-label"), weights));

/** Ways in which a folder may be wrong. */
export const brokenModels: readonly BrokenModel[] = [
  {
    what: "the .onnx file is missing",
    spoil: (folder) => folder.remove("onnx"),
    code: "model_load",
    says: ["there is no .onnx file; export the model first"],
  },
  {
    what: "the precision is not there",
    options: { dtype: "fp16" },
    spoil: () => {},
    code: "model_load",
    says: ["model_fp16.onnx", "choose with fileName or dtype among onnx/model.onnx, onnx/model_int8.onnx"],
  },
  ...["config.json", "tokenizer.json"].flatMap((name): BrokenModel[] => [
    {
      what: `${name} is missing`,
      spoil: (folder) => folder.remove(name),
      code: "model_load",
      says: [`${name} is missing; take it over`],
      cure: name,
    },
    {
      what: `${name} is not JSON`,
      spoil: (folder) => folder.write(name, '{"a": '),
      code: "model_load",
      says: [`${name} is not JSON`, "again"],
      cure: name,
    },
    {
      what: `${name} is a Git LFS pointer`,
      spoil: (folder) => folder.write(name, pointer),
      code: "model_load",
      says: [name, "git lfs pull"],
      cure: name,
    },
    {
      what: `${name} is a number`,
      spoil: (folder) => folder.write(name, "1"),
      code: "model_load",
      says: [`${name} must hold an object`],
      cure: name,
    },
  ]),
  {
    what: "tokenizer.json has no model",
    spoil: (folder) => folder.set("tokenizer.json", { model: undefined }),
    code: "model_load",
    says: ["tokenizer.json", "model", "take the file over again"],
    cure: "tokenizer.json",
  },
  {
    what: "modules.json is an empty list",
    model: "bi-encoder",
    spoil: (folder) => folder.write("modules.json", "[]"),
    code: "misconfigured",
    says: ["modules.json names no modules"],
    cure: "modules.json",
  },
  {
    what: "config.json says nothing of the architecture",
    spoil: (folder) => folder.set("config.json", { model_type: undefined }),
    code: "model_load",
    says: ["config.json has no model_type; take"],
    cure: "config.json",
  },
  {
    what: "the positions are no whole number",
    spoil: (folder) => folder.set("config.json", { max_position_embeddings: 63.5 }),
    code: "model_load",
    says: ["config.json holds 63.5 as max_position_embeddings, which must be a whole number from 4 up"],
    cure: "config.json",
  },
  {
    what: "the positions are a text",
    spoil: (folder) => folder.set("config.json", { max_position_embeddings: "64" }),
    code: "model_load",
    says: ['config.json holds "64" as max_position_embeddings'],
    cure: "config.json",
  },
  {
    what: "the tokenizer's limit leaves no room",
    spoil: (folder) => folder.set("tokenizer_config.json", { model_max_length: 2 }),
    code: "model_load",
    says: ["tokenizer_config.json holds 2 as model_max_length"],
    cure: "tokenizer_config.json",
  },
  {
    what: "an encoder's limit is no whole number",
    model: "bi-encoder",
    spoil: (folder) => folder.set("sentence_bert_config.json", { max_seq_length: 12.5 }),
    code: "model_load",
    says: ["sentence_bert_config.json holds 12.5 as max_seq_length"],
    cure: "sentence_bert_config.json",
  },
  {
    what: "an encoder cuts queries and documents apart",
    model: "bi-encoder",
    spoil: (folder) => folder.set("sentence_bert_config.json", { query_length: 12 }),
    code: "misconfigured",
    says: ["sentence_bert_config.json: query_length is not supported"],
    cure: "sentence_bert_config.json",
  },
  {
    what: "config.json says nothing of the vocabulary",
    spoil: (folder) => folder.set("config.json", { vocab_size: undefined }),
    code: "model_load",
    says: ["config.json has no vocab_size; take"],
    cure: "config.json",
  },
  ...(
    [
      ["empty", Buffer.alloc(0), "is empty; fetch it again"],
      ["a Git LFS pointer", pointer, "git lfs pull"],
      ["a web page", "\n<!DOCTYPE html><html></html>", "is a web page"],
      [
        "made of random bytes",
        Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * i * 31 + 7 * i) % 251)),
        "fetch",
      ],
      ["cut to half", theWeights.subarray(0, theWeights.length / 2), "fetch or export it again"],
      ["cut by a byte", theWeights.subarray(0, theWeights.length - 1), "fetch or export it again"],
      ["of zeros", Buffer.alloc(5000), "fetch or export it again"],
    ] as const
  ).map(
    ([kind, content, says]): BrokenModel => ({
      what: `the weights are ${kind}`,
      spoil: (folder) => folder.write(weights, content),
      code: "model_load",
      says: ["onnx/model.onnx", says],
      cure: weights,
    }),
  ),
  {
    what: "the architecture is not supported",
    spoil: (folder) => folder.set("config.json", { model_type: "t5" }),
    code: "misconfigured",
    says: ["config.json", '"t5" is not supported', "bert"],
    cure: "config.json",
  },
  {
    what: "there are three labels",
    spoil: (folder) => folder.set("config.json", { id2label: { 0: "a", 1: "b", 2: "c" } }),
    code: "misconfigured",
    says: ["has 3 labels; a reranker has one, or two"],
    cure: "config.json",
  },
  {
    what: "config.json has other labels than the graph",
    spoil: (folder) => folder.set("config.json", { id2label: { 0: "a", 1: "b" } }),
    code: "misconfigured",
    says: ["model.onnx gives 1 labels, but", "config.json has 2"],
    cure: "config.json",
  },
  {
    what: "it is neither a cross-encoder nor an encoder",
    spoil: (folder) => folder.set("config.json", { architectures: ["BertForMaskedLM"] }),
    code: "misconfigured",
    says: ["neither a cross-encoder", "nor an encoder"],
    cure: "config.json",
  },
  {
    what: "the activation is not supported",
    spoil: (folder) =>
      folder.set("config.json", { sentence_transformers: { activation_fn: "torch.nn.modules.activation.Tanh" } }),
    code: "misconfigured",
    says: ["activation.Tanh is not supported; Identity and Sigmoid are"],
  },
  ...[{ pooling_mode_max_tokens: true }, { pooling_mode: "lasttoken" }, { pooling_mode: ["mean", "max"] }].map(
    (mode): BrokenModel => ({
      what: `pooling is not supported: ${JSON.stringify(mode)}`,
      model: "bi-encoder",
      spoil: (folder) => folder.set("1_Pooling/config.json", mode),
      code: "misconfigured",
      says: ["1_Pooling/config.json: pooling by", "is not supported; mean and cls are"],
      cure: "1_Pooling/config.json",
    }),
  ),
  {
    what: "modules.json names an unknown module",
    model: "bi-encoder",
    spoil: (folder) => folder.write("modules.json", '[{"type": "sentence_transformers.models.Dense"}]'),
    code: "misconfigured",
    says: ["modules.json: the module Dense is not supported; supported: Transformer"],
    cure: "modules.json",
  },
  {
    what: "modules.json holds no modules",
    model: "bi-encoder",
    spoil: (folder) => folder.write("modules.json", '["Transformer", null]'),
    code: "misconfigured",
    says: ["modules.json: the module undefined is not supported"],
    cure: "modules.json",
  },
  ...(["similarity", "documentCache"] as const).map(
    (name): BrokenModel => ({
      what: `${name} is set for a cross-encoder`,
      options: name === "similarity" ? { similarity: "cosine" } : { documentCache: 1000 },
      spoil: () => {},
      code: "misconfigured",
      says: [`${name} is for encoders`, "is a cross-encoder; leave it out"],
    }),
  ),
  {
    what: "maxLength exceeds the positions",
    options: { maxLength: 65 },
    spoil: () => {},
    code: "misconfigured",
    says: ["maxLength is 65", "takes at most 64 tokens"],
  },
  {
    what: "the vocabulary exceeds what config.json says",
    spoil: (folder) => folder.set("config.json", { vocab_size: 1499 }),
    code: "tokenizer_mismatch",
    says: ["tokenizer.json has ids up to 1499, but config.json's vocab_size is 1499"],
    cure: "config.json",
  },
  {
    what: "the vocabulary exceeds the graph, and config.json hides it",
    spoil: (folder) => {
      const extra = { id: 2999, content: "[EXTRA]", special: true, normalized: false, lstrip: false, rstrip: false };
      const { added_tokens: tokens } = JSON.parse(readFileSync(join(folder.path, "tokenizer.json"), "utf8"));
      folder.set("tokenizer.json", { added_tokens: [...tokens, { ...extra, single_word: false }] });
      folder.set("config.json", { vocab_size: 3000 });
    },
    code: "tokenizer_mismatch",
    says: ["model.onnx cannot run with the highest id of", "tokenizer.json, 2999", "not of one model"],
    cure: "tokenizer.json",
  },
  ...(
    [
      ["wants-position-ids", ['wants the input "position_ids", which cannot be given; known: input_ids']],
      ["wants-int32", ['"input_ids" is int32, must be int64; export the model again']],
      ["gives-float16", ['"logits" is float16, must be float32; export the model again']],
      ["of-eight-tokens", ["model.onnx cannot run; export the model again"]],
    ] as const
  ).map(
    ([graph, says]): BrokenModel => ({
      what: `the graph is of the kind ${graph}`,
      spoil: (folder) => folder.write(weights, strangeGraph(graph)),
      code: "misconfigured",
      says,
      cure: weights,
    }),
  ),
  {
    what: "the graph is an encoder's",
    spoil: (folder) => folder.write(weights, readFileSync(join(modelFolder("bi-encoder"), weights))),
    code: "misconfigured",
    says: ["model.onnx gives [1, 3, 32]", "[batch, labels]"],
    cure: weights,
  },
];
