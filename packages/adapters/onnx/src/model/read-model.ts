import { createHash } from "node:crypto";
import { join } from "node:path";
import { rerankError } from "@secondpass/core";
import { mapWeights } from "../graph/map-weights.ts";
import type { OnnxOptions } from "../options.ts";
import { readActivation } from "./activation.ts";
import { findExternalData, findModelFile } from "./find-model-file.ts";
import { inspectModelFile } from "./inspect-model-file.ts";
import { loadError } from "./load-error.ts";
import type { ModelPlan } from "./model-plan.ts";
import { readPooling } from "./pooling.ts";
import { readPrompts } from "./prompts.ts";
import { type JsonObject, objectIn, readJson, readJsonIfThere } from "./read-json.ts";

/** Architectures whose graphs and tokenizers this package knows how to feed. */
const architectures: readonly string[] = ["bert"];

/**
 * Reads what a model's folder says of the model: a classification head makes it a cross-encoder, sentence-transformers'
 * modules.json an encoder.
 *
 * @throws RerankError `model_load` or `misconfigured`, naming file and remedy.
 */
export async function readModel(folder: string, options: OnnxOptions): Promise<ModelPlan> {
  const file = await findModelFile(folder, options);
  const config = await readJson(folder, "config.json");
  checkArchitecture(config, folder);
  const sentenceTransformers = await readJsonIfThere(folder, "config_sentence_transformers.json");
  const tokenizer = await readJson(folder, "tokenizer.json");
  const tokenizerConfig = await readJsonIfThere(folder, "tokenizer_config.json");
  const modules = await readJsonIfThere(folder, "modules.json");
  const { hash, quantized } = await inspectModelFile(file);
  const external = await Promise.all((await findExternalData(file)).map(inspectModelFile));
  const common = {
    folder,
    file,
    mapped: await mapWeights(file),
    quantized,
    embeddingRows: positive(config.vocab_size, "vocab_size", folder),
    hash: hashOf([hash, external.map((part) => part.hash), config, sentenceTransformers, tokenizer, tokenizerConfig]),
  };
  const limit = tokenizerConfig?.model_max_length;
  if (isClassifier(config)) {
    refuseForEncodersOnly(options, folder);
    const maxLength = lengthOf([limit], options.maxLength, config, folder);
    const activation = readActivation(folder, config, modules && sentenceTransformers);
    return { ...common, kind: "cross-encoder", maxLength, labels: labelsOf(config, folder), activation };
  }
  if (!modules) throw neither(folder);
  const sentence = await readJsonIfThere(folder, "sentence_bert_config.json");
  const maxLength = lengthOf([sentence?.max_seq_length, limit], options.maxLength, config, folder);
  const { mode, settings } = await readPooling(folder, modules);
  const prompts = readPrompts(folder, sentenceTransformers, settings);
  return { ...common, kind: "encoder", maxLength, pooling: mode, prompts };
}

function refuseForEncodersOnly(options: OnnxOptions, folder: string): void {
  const name = (["similarity", "documentCache"] as const).find((one) => options[one] !== undefined);
  if (!name) return;
  throw rerankError("misconfigured", `onnx: ${name} is for encoders, and ${folder} is a cross-encoder; leave it out`);
}

function checkArchitecture({ model_type: type }: JsonObject, folder: string): void {
  if (architectures.includes(String(type))) return;
  const message = `onnx: ${join(folder, "config.json")}: the architecture "${String(type)}" is not supported; supported: ${architectures.join(", ")}`;
  throw rerankError("misconfigured", message);
}

function isClassifier({ architectures: names }: JsonObject): boolean {
  return Array.isArray(names) && names.some((name) => String(name).endsWith("ForSequenceClassification"));
}

function neither(folder: string): Error {
  const message = `onnx: ${folder} is neither a cross-encoder (config.json names no …ForSequenceClassification) nor an encoder (there is no modules.json)`;
  return rerankError("misconfigured", message);
}

/** One label, or two of which the second means relevant. */
function labelsOf(config: JsonObject, folder: string): 1 | 2 {
  // transformers' default where nothing is said.
  const count = Object.keys(objectIn(config, "id2label") ?? { 0: "", 1: "" }).length;
  if (count === 1 || count === 2) return count;
  throw rerankError(
    "misconfigured",
    `onnx: ${folder} has ${count} labels; a reranker has one, or two of which the second means relevant`,
  );
}

/** The model's own limit unless another is asked for; never more than it has positions. */
function lengthOf(limits: readonly unknown[], wanted: number | undefined, config: JsonObject, folder: string): number {
  const positions = positive(config.max_position_embeddings, "max_position_embeddings", folder);
  if (wanted !== undefined && wanted > positions) {
    const message = `onnx: maxLength is ${wanted}, but ${folder} takes at most ${positions} tokens`;
    throw rerankError("misconfigured", message);
  }
  const known = limits.filter((limit): limit is number => typeof limit === "number" && limit > 0);
  return wanted ?? Math.min(positions, ...known);
}

function positive(value: unknown, name: string, folder: string): number {
  if (typeof value === "number" && value > 0) return value;
  throw loadError(`${join(folder, "config.json")} has no ${name}; take the file over from where the model comes from`);
}

function hashOf(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
