import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createOnnx } from "./__fixtures__/built.ts";
import { modelFolder } from "./__fixtures__/model-folder.ts";
import { textsOf } from "./__fixtures__/texts.ts";

const model = modelFolder("one-label");
const query = "river bank";
const long = { query, documents: textsOf(6000, 20) };
const short = { query, documents: ["a river", "a bank", "a museum"] };

/** Waits until the model has run more than so often. */
async function runsBeyond(count: number, runs: () => number): Promise<void> {
  while (runs() <= count) await nextTurn();
}

describe.each([1, 2])("with %d workers", (workers) => {
  it("an abort stops a list at its next batch, and the next call is served at once", async () => {
    const { reranker, runs } = createOnnx({ model, workers });
    await using _ = reranker;
    await reranker.warmup?.();
    const idle = runs();
    await reranker.rerank(long);
    const whole = runs() - idle;
    expect(whole).toBeGreaterThan(100);

    const before = runs();
    const controller = new AbortController();
    const reason = new Error("enough");
    const call = reranker.rerank(long, { signal: controller.signal });
    await runsBeyond(before, runs);
    const atAbort = runs();
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    await expect(reranker.rerank(short)).resolves.toMatchObject({ outcome: { scored: 3 } });
    // What was under way, one batch a worker, and the short list.
    expect(runs() - atAbort).toBeLessThanOrEqual(workers + 3);
    expect(runs() - before).toBeLessThan(whole);
    // Nor does the old list go on behind the caller's back.
    await reranker.rerank(short);
    expect(runs() - atAbort).toBeLessThanOrEqual(workers + 6);
  });

  it("a budget that runs out does the same", async () => {
    const { reranker, runs } = createOnnx({ model, workers });
    await using _ = reranker;
    await reranker.warmup?.();
    const endless = { query, documents: textsOf(40_000, 20) };
    await expect(reranker.rerank(endless, { timeoutMs: 30 })).rejects.toMatchObject({ code: "timeout" });
    const atEnd = runs();
    await expect(reranker.rerank(short)).resolves.toMatchObject({ outcome: { scored: 3 } });
    expect(runs() - atEnd).toBeLessThanOrEqual(workers + 3);
  });

  it("a short call does not wait for a long one to end", async () => {
    const { reranker, runs } = createOnnx({ model, workers });
    await using _ = reranker;
    await reranker.warmup?.();
    const before = runs();
    const ended: string[] = [];
    const slow = reranker.rerank(long).then(() => ended.push("long"));
    await runsBeyond(before, runs);
    await reranker.rerank(short).then(() => ended.push("short"));
    await slow;
    expect(ended).toEqual(["short", "long"]);
  });
});
