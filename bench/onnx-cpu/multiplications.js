// @ts-check
// No contender: the time that the model's matrix multiplications take by themselves, on as many threads as there are cores, each
// with an ONNX Runtime session of one thread. Nobody who runs the model in ONNX Runtime is faster.
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { tokenCounter } from "../dist/onnx-cpu/count-tokens.js";
import { timeContender } from "./time-contender.js";

/** Tokens of one run: in fp32 as many as are multiplied fastest, in int8 one text's. */
const tokensAtOnce = 384;

await timeContender(async ({ model, dtype, kind, maxLength }) => {
  const count = tokenCounter(model);
  /** @param {string} text */
  const lengthOf = (text) => count(text.split(" "));
  const file = fileURLToPath(new URL(`./multiplications-${dtype}.onnx`, import.meta.url));
  const workers = Array.from({ length: availableParallelism() }, () => startWorker(file));
  return async ({ query, documents }) => {
    const beside = kind === "cross-encoder" ? lengthOf(query) + 3 : 2;
    const lengths = documents.map((text) => Math.min(maxLength, lengthOf(text) + beside)).sort((a, b) => b - a);
    const runs = dtype === "int8" ? lengths : inRuns(lengths.reduce((sum, length) => sum + length, 0));
    await Promise.all(workers.map((worker) => workOff(worker, runs)));
    return [];
  };
});

/** @param {number} total */
function inRuns(total) {
  const runs = Array.from({ length: Math.floor(total / tokensAtOnce) }, () => tokensAtOnce);
  return total % tokensAtOnce === 0 ? runs : [...runs, total % tokensAtOnce];
}

/** @param {string} file */
function startWorker(file) {
  return new Worker(new URL("./multiplications-worker.js", import.meta.url), { workerData: file });
}

/**
 * Takes run after run until none is left; those who share the list take turns.
 *
 * @param {Worker} worker
 * @param {number[]} runs
 */
async function workOff(worker, runs) {
  for (let tokens = runs.shift(); tokens !== undefined; tokens = runs.shift()) {
    worker.postMessage(tokens);
    await once(worker, "message");
  }
}
