import { describe, expect, it } from "vitest";
import { createOnnx } from "./__fixtures__/built.ts";
import { modelFolder } from "./__fixtures__/model-folder.ts";
import { textsOf } from "./__fixtures__/texts.ts";

const query = "river bank";

describe("remembered documents", () => {
  const documents = textsOf(40, 12);
  const ask = (text: string) => ({ query: text, documents });

  it("cost one encoding of the query, and score the same to the bit", async () => {
    const { reranker, runs } = createOnnx({ model: modelFolder("bi-encoder"), workers: 2, documentCache: 1e7 });
    await using _ = reranker;
    await reranker.warmup?.();
    const first = await reranker.rerank(ask(query));
    const before = runs();
    const second = await reranker.rerank(ask(query));
    expect(runs() - before).toBe(1);
    expect(second.ranking).toEqual(first.ranking);
    const other = await reranker.rerank(ask("coffee storm"));
    expect(runs() - before).toBe(2);
    await using fresh = createOnnx({ model: modelFolder("bi-encoder"), workers: 2 }).reranker;
    expect((await fresh.rerank(ask("coffee storm"))).ranking).toEqual(other.ranking);
  });

  it("are forgotten beyond the bound", async () => {
    // An encoding of 14 tokens of width 32 and its pooled vector take 2 kB: room for few of the 40.
    const { reranker, runs } = createOnnx({ model: modelFolder("bi-encoder"), workers: 1, documentCache: 10_000 });
    await using _ = reranker;
    const first = await reranker.rerank(ask(query));
    const before = runs();
    expect((await reranker.rerank(ask(query))).ranking).toEqual(first.ranking);
    expect(runs() - before).toBeGreaterThan(1);
  });

  it("are encoded each time without a cache", async () => {
    const { reranker, runs } = createOnnx({ model: modelFolder("bi-encoder"), workers: 1 });
    await using _ = reranker;
    await reranker.warmup?.();
    const start = runs();
    await reranker.rerank(ask(query));
    const once = runs() - start;
    await reranker.rerank(ask(query));
    expect(runs() - start).toBe(2 * once);
  });
});
