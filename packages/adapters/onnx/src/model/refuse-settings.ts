import { join } from "node:path";
import { rerankError } from "@secondpass/core";
import { type JsonObject, objectIn } from "./read-json.ts";

/**
 * Refuses what sentence-transformers would do with an encoder's texts and this package does not: scores would differ unseen.
 *
 * @param sentence sentence_bert_config.json.
 * @throws RerankError `misconfigured` naming file and setting.
 */
export function refuseSentenceSettings(folder: string, sentence: JsonObject | undefined, tokenizer: JsonObject): void {
  const cut = ["query_length", "document_length"].find((name) => typeof sentence?.[name] === "number");
  if (cut !== undefined) throw notSupported(folder, "sentence_bert_config.json", cut);
  const lowers = objectIn(tokenizer, "normalizer")?.lowercase === true;
  if (sentence?.do_lower_case === true && !lowers) {
    throw notSupported(folder, "sentence_bert_config.json", "do_lower_case with a tokenizer that keeps capitals");
  }
}

/**
 * Refuses a cross-encoder that puts a prompt before its queries.
 *
 * @param settings config_sentence_transformers.json.
 * @throws RerankError `misconfigured` naming file and setting.
 */
export function refusePrompt(folder: string, settings: JsonObject | undefined): void {
  const name = settings?.default_prompt_name;
  if (typeof name !== "string" || !objectIn(settings, "prompts")?.[name]) return;
  throw notSupported(folder, "config_sentence_transformers.json", "a cross-encoder's prompt (default_prompt_name)");
}

function notSupported(folder: string, file: string, what: string): Error {
  return rerankError("misconfigured", `onnx: ${join(folder, file)}: ${what} is not supported; take another model`);
}
