import type { Reranker } from "@secondpass/core";
import { createOnnx } from "./create-onnx.ts";
import type { OnnxOptions } from "./options.ts";

/**
 * A reranker that runs a local model in worker threads, on the CPU. Constructing reads nothing: `warmup()` or the first call
 * loads the model.
 *
 * @throws RerankError `misconfigured` where an option is wrong. Calls reject with `model_load`, `misconfigured` or
 *   `tokenizer_mismatch`, naming file and remedy, where the model cannot be used.
 */
export function onnx(options: OnnxOptions = {}): Reranker {
  return createOnnx(options).reranker;
}
