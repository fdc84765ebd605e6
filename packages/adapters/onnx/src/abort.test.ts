import { describe, expect, it } from "vitest";
import { createOnnx } from "./__fixtures__/built.ts";
import { modelFolder } from "./__fixtures__/model-folder.ts";

const model = modelFolder("one-label");
const long = Array.from({ length: 3000 }, (_, at) => `the river number ${at} rises in the mountains and is long`);
const short = { query: "river", documents: ["a river", "bread"] };

/** Waits until the model has run so often. */
async function ran(runs: () => number, times: number): Promise<void> {
  while (runs() < times) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe.each([1, 2])("with %d workers", (workers) => {
  it("after an abort nothing further is started, and the next call is served at once", async () => {
    await using onnx = disposable(workers);
    const { reranker, runs } = onnx;
    await reranker.warmup();
    await reranker.rerank(short);
    const before = runs();
    const controller = new AbortController();
    const call = reranker.rerank({ query: "river", documents: long }, { signal: controller.signal });
    await ran(runs, before + 2);
    const reason = new Error("typed on");
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    const atAbort = runs();
    await reranker.rerank(short);
    // What was under way on each worker, and the two runs at most of the short list.
    expect(runs() - atAbort).toBeLessThanOrEqual(workers + 2);
    await reranker.rerank(short);
    expect(runs() - atAbort).toBeLessThanOrEqual(workers + 4);
  });

  it("after an exhausted budget likewise", async () => {
    await using onnx = disposable(workers);
    const { reranker, runs } = onnx;
    await reranker.warmup();
    await expect(reranker.rerank({ query: "river", documents: long }, { timeoutMs: 30 })).rejects.toMatchObject({
      code: "timeout",
    });
    const atEnd = runs();
    await reranker.rerank(short);
    expect(runs() - atEnd).toBeLessThanOrEqual(workers + 2);
  });
});

/** A reranker with its run counter, closed at the end of the test. */
function disposable(workers: number): ReturnType<typeof createOnnx> & AsyncDisposable {
  const made = createOnnx({ model, workers });
  return { ...made, [Symbol.asyncDispose]: () => made.reranker.close() };
}
