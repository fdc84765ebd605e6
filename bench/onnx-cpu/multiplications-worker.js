// @ts-check
import { parentPort, workerData } from "node:worker_threads";
import { InferenceSession, Tensor } from "onnxruntime-node";

/** Numbers of a token. */
const width = 384;

const session = await InferenceSession.create(workerData, { intraOpNumThreads: 1, interOpNumThreads: 1 });

parentPort?.on("message", async (/** @type {number} */ tokens) => {
  await session.run({ tokens: new Tensor("float32", new Float32Array(tokens * width).fill(1), [tokens, width]) });
  parentPort?.postMessage(tokens);
});
