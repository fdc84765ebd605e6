import { expect, it } from "vitest";
import { createOnnx } from "./__fixtures__/built.ts";
import { modelFolder } from "./__fixtures__/model-folder.ts";

const request = { query: "river", documents: Array.from({ length: 40 }, (_, at) => `a long river, number ${at}`) };

it("a list seen before costs one run, for the query, and scores the same to the bit", async () => {
  const { reranker, runs } = createOnnx({ model: modelFolder("bi-encoder"), workers: 2, documentCache: 1e7 });
  const first = await reranker.rerank(request);
  const before = runs();
  const second = await reranker.rerank(request);
  expect(runs() - before).toBe(1);
  expect(second.ranking).toEqual(first.ranking);
  await reranker.close();
});

it("without it every call encodes anew", async () => {
  const { reranker, runs } = createOnnx({ model: modelFolder("bi-encoder"), workers: 1 });
  await reranker.rerank(request);
  const before = runs();
  await reranker.rerank(request);
  expect(runs() - before).toBeGreaterThan(1);
  await reranker.close();
});
