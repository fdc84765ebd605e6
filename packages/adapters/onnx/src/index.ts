export { onnx } from "./onnx.ts";
export type { Dtype, OnnxOptions, Similarity } from "./options.ts";
export { onnxProvider } from "./provider.ts";
