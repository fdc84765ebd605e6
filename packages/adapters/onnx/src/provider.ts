import type { Provider } from "@secondpass/core";
import { onnx } from "./onnx.ts";
import { checkOptions, type OnnxOptions } from "./options.ts";

/** Builds local rerankers out of configuration; "onnx:./folder" names the folder. */
export const onnxProvider: Provider<OnnxOptions> = {
  parse: checkOptions,
  shorthand: (tail) => ({ model: tail }),
  create: onnx,
};
