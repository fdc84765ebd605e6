// Worker threads run what is built, so tests that need them take the built package.
export { createOnnx } from "../../dist/create-onnx.js";
export { onnx } from "../../dist/index.js";
export { readModel } from "../../dist/model/read-model.js";
export { startWorker } from "../../dist/pool/handle.js";
