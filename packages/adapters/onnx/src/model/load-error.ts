import { type RerankError, rerankError } from "@secondpass/core";

/** The error of a model that cannot be loaded; the message names the file and the remedy. */
export function loadError(message: string, cause?: unknown): RerankError {
  return rerankError("model_load", `onnx: ${message}`, { cause });
}
