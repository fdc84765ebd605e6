import { rerankError } from "@secondpass/core";
import { type JsonObject, objectIn } from "./read-json.ts";

/** What an encoder wants to stand before its texts; empty where it wants nothing. */
export interface Prompts {
  readonly query: string;
  readonly document: string;
}

/**
 * The prompts of config_sentence_transformers.json, as `encode_query` and `encode_document` of sentence-transformers 6.2 take
 * them: those named `query` and `document`, and never the default one.
 *
 * @throws RerankError `misconfigured` where the prompt's tokens are not to be pooled, which is not supported.
 */
export function readPrompts(
  folder: string,
  settings: JsonObject | undefined,
  pooling: JsonObject | undefined,
): Prompts {
  const named = objectIn(settings, "prompts");
  const prompts = { query: textOf(named?.query), document: textOf(named?.document) };
  if (pooling?.include_prompt === false && prompts.query + prompts.document !== "") {
    const message = `onnx: ${folder}: pooling without the prompt's tokens (include_prompt: false) is not supported`;
    throw rerankError("misconfigured", message);
  }
  return prompts;
}

function textOf(prompt: unknown): string {
  return typeof prompt === "string" ? prompt : "";
}
