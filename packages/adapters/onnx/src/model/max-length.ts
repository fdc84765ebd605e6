import { join } from "node:path";
import { rerankError } from "@secondpass/core";
import type { JsonObject } from "./read-json.ts";
import { wholeNumberIn } from "./whole-number.ts";

/** Fewer tokens hold no text beside the special tokens. */
const least = 4;

/** What a folder says of length. */
export interface LengthFiles {
  readonly folder: string;
  readonly config: JsonObject;
  readonly tokenizerConfig: JsonObject | undefined;
  /** sentence_bert_config.json, where sentence-transformers reads it. */
  readonly sentence: JsonObject | undefined;
}

/**
 * How many tokens a model reads: what is wanted, or else the model's own limit, `max_seq_length` before `model_max_length` as in
 * sentence-transformers 6.2; never more than it has positions.
 *
 * @throws RerankError `misconfigured` where more is wanted than there are positions, `model_load` where a limit is none.
 */
export function readMaxLength(files: LengthFiles, wanted: number | undefined): number {
  const { folder, config, tokenizerConfig, sentence } = files;
  const positions = wholeNumberIn(config, "max_position_embeddings", join(folder, "config.json"), least);
  if (wanted !== undefined && wanted > positions) {
    const message = `onnx: maxLength is ${wanted}, but ${folder} takes at most ${positions} tokens`;
    throw rerankError("misconfigured", message);
  }
  const own =
    limitIn(sentence, "max_seq_length", join(folder, "sentence_bert_config.json")) ??
    limitIn(tokenizerConfig, "model_max_length", join(folder, "tokenizer_config.json"));
  return wanted ?? Math.min(positions, own ?? positions);
}

/** Where a tokenizer knows no limit, files hold null, 0, -1 or 1e30. */
function limitIn(settings: JsonObject | undefined, name: string, file: string): number | undefined {
  const value = settings?.[name];
  if (!settings || typeof value !== "number" || value <= 0) return undefined;
  return wholeNumberIn(settings, name, file, least);
}
