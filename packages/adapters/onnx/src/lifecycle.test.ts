import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createOnnx } from "./__fixtures__/built.ts";
import { modelFolder } from "./__fixtures__/model-folder.ts";
import { textsOf } from "./__fixtures__/texts.ts";

const model = modelFolder("one-label");
const request = { query: "river", documents: ["a river", "a bank"] };

afterEach(() => {
  vi.restoreAllMocks();
});

/** Lets the next task end the worker that it is sent to. It is always the tokenizer's, so that no native code is inside. */
function crashNextTask(): void {
  const { postMessage } = Worker.prototype;
  vi.spyOn(Worker.prototype, "postMessage").mockImplementationOnce(function (this: Worker, ...sent) {
    void this.terminate();
    postMessage.apply(this, sent);
  });
}

describe("loading", () => {
  it("happens once for calls that come together", async () => {
    const cold = createOnnx({ model, workers: 1 });
    await using _ = cold.reranker;
    await Promise.all(Array.from({ length: 5 }, () => cold.reranker.rerank(request)));
    const warm = createOnnx({ model, workers: 1 });
    await using __ = warm.reranker;
    await warm.reranker.warmup?.();
    for (let call = 0; call < 5; call++) await warm.reranker.rerank(request);
    // Loading makes runs too, to try the model out.
    expect(cold.runs()).toBe(warm.runs());
  });

  it("is finished for everybody who waits for warmup", async () => {
    const { reranker, runs } = createOnnx({ model, workers: 2 });
    await using _ = reranker;
    const counts = await Promise.all([
      reranker.warmup?.().then(runs),
      reranker.warmup?.().then(runs),
      reranker.rerank(request).then(() => reranker.warmup?.().then(runs)),
    ]);
    const [first] = counts;
    expect(first).toBeGreaterThan(0);
    expect(counts[1]).toBeGreaterThanOrEqual(first as number);
  });

  it("fails for everybody who waits", async () => {
    const { reranker } = createOnnx({ model, workers: 2, maxLength: 64, dtype: "fp16" });
    await using _ = reranker;
    const calls = [reranker.warmup?.(), reranker.warmup?.(), reranker.rerank(request), reranker.rerank(request)];
    const ends = await Promise.allSettled(calls);
    expect(ends.map((end) => end.status === "rejected" && end.reason.code)).toEqual(Array(4).fill("model_load"));
  });
});

describe("a worker that dies", () => {
  it.each([1, 2])("fails the call with worker_crash, of %d workers; the next call works", async (workers) => {
    const { reranker } = createOnnx({ model, workers });
    await using _ = reranker;
    const { ranking } = await reranker.rerank(request);
    crashNextTask();
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "worker_crash" });
    expect((await reranker.rerank(request)).ranking).toEqual(ranking);
  });

  it("costs other calls that wait nothing", async () => {
    const { reranker } = createOnnx({ model, workers: 1 });
    await using _ = reranker;
    await reranker.warmup?.();
    crashNextTask();
    const ends = await Promise.allSettled(Array.from({ length: 4 }, () => reranker.rerank(request)));
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled", "fulfilled"]);
  });
});

describe("close", () => {
  const many = { query: "river", documents: textsOf(5000, 20) };

  it.each([1, 2])("ends calls in flight and those that wait, of %d workers", async (workers) => {
    const { reranker } = createOnnx({ model, workers });
    await reranker.warmup?.();
    const calls = Array.from({ length: 4 }, () => reranker.rerank(many));
    const ends = Promise.allSettled(calls);
    await reranker.close();
    expect((await ends).map((end) => end.status === "rejected" && end.reason.code)).toEqual(Array(4).fill("closed"));
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "closed" });
    await reranker.close();
  });

  it("may come while the model is loaded, or before", async () => {
    const { reranker } = createOnnx({ model, workers: 2 });
    const call = expect(reranker.rerank(request)).rejects.toMatchObject({ code: "closed" });
    await reranker.close();
    await call;
    const unused = createOnnx({ model });
    await unused.reranker.close();
    expect(unused.runs()).toBe(0);
  });
});
