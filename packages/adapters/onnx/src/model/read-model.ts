import { createHash } from "node:crypto";
import { join } from "node:path";
import { rerankError } from "@secondpass/core";
import type { OnnxOptions } from "../options.ts";
import { readActivation } from "./activation.ts";
import { findExternalData, findModelFile } from "./find-model-file.ts";
import { inspectModelFile } from "./inspect-model-file.ts";
import { loadError } from "./load-error.ts";
import { readMaxLength } from "./max-length.ts";
import type { ModelPlan } from "./model-plan.ts";
import { readPooling } from "./pooling.ts";
import { readPrompts } from "./prompts.ts";
import { type JsonObject, objectIn, readJson, readJsonIfThere } from "./read-json.ts";
import { refusePrompt, refuseSentenceSettings } from "./refuse-settings.ts";
import { wholeNumberIn } from "./whole-number.ts";

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
  const sentence = modules && (await readJsonIfThere(folder, "sentence_bert_config.json"));
  const { hash, quantized } = await inspectModelFile(file);
  const external = await Promise.all((await findExternalData(file)).map(inspectModelFile));
  const common = {
    folder,
    file,
    quantized,
    embeddingRows: wholeNumberIn(config, "vocab_size", join(folder, "config.json"), 1),
    maxLength: readMaxLength({ folder, config, tokenizerConfig, sentence }, options.maxLength),
    hash: hashOf([hash, external.map((part) => part.hash), config, sentenceTransformers, tokenizer, tokenizerConfig]),
  };
  if (isClassifier(config)) {
    refuseForEncodersOnly(options, folder);
    refusePrompt(folder, modules && sentenceTransformers);
    const activation = readActivation(folder, config, modules && sentenceTransformers);
    return { ...common, kind: "cross-encoder", labels: labelsOf(config, folder), activation };
  }
  if (!modules) throw neither(folder);
  refuseSentenceSettings(folder, sentence, tokenizer);
  const { mode, settings } = await readPooling(folder, modules);
  return { ...common, kind: "encoder", pooling: mode, prompts: readPrompts(folder, sentenceTransformers, settings) };
}

function refuseForEncodersOnly(options: OnnxOptions, folder: string): void {
  const name = (["similarity", "documentCache"] as const).find((one) => options[one] !== undefined);
  if (!name) return;
  throw rerankError("misconfigured", `onnx: ${name} is for encoders, and ${folder} is a cross-encoder; leave it out`);
}

function checkArchitecture({ model_type: type }: JsonObject, folder: string): void {
  if (architectures.includes(String(type))) return;
  if (type === undefined) {
    throw loadError(
      `${join(folder, "config.json")} has no model_type; take the file over from where the model comes from`,
    );
  }
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

function hashOf(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
