// @ts-check
import { timeContender } from "./time-contender.js";

await timeContender(async ({ adapter, model, dtype }) => {
  /** @type {typeof import("@secondpass/onnx")} */
  const { onnx } = await import(adapter ?? "@secondpass/onnx");
  const reranker = onnx({ model, dtype: /** @type {import("@secondpass/onnx").Dtype} */ (dtype) });
  return async (list) => {
    const { ranking } = await reranker.rerank(list);
    const scores = new Array(ranking.length);
    for (const { index, score } of ranking) scores[index] = score;
    return scores;
  };
});
