import { expect, it } from "vitest";
import { onnx } from "./__fixtures__/built.ts";
import { modelFolder } from "./__fixtures__/model-folder.ts";
import { textsOf } from "./__fixtures__/texts.ts";

const [long = ""] = textsOf(1, 100);
const cut = (what: string, reads = 64) => [
  { code: "truncated", message: `the model reads ${reads} tokens; cut: ${what}` },
];

it.each([
  ["one-label", "river", ["bank", long], cut("1 document")],
  ["one-label", "river", [long, `${long} storm`], cut("2 documents")],
  ["one-label", long, ["bank", "storm"], cut("the query")],
  ["one-label", long, ["bank", long], cut("the query, 1 document")],
  ["one-label", "river", ["bank"], []],
  ["bi-encoder", long, ["bank", long], cut("the query, 1 document", 48)],
  ["bi-encoder", long, ["bank"], cut("the query", 48)],
  ["bi-encoder", "river", ["bank"], []],
])("%s says which texts it cut", async (model, query, documents, wanted) => {
  await using reranker = onnx({ model: modelFolder(model), workers: 1 });
  expect((await reranker.rerank({ query, documents })).warnings).toEqual(wanted);
});

it("remembered documents that were cut are told of every time", async () => {
  await using reranker = onnx({ model: modelFolder("bi-encoder"), workers: 1, documentCache: 1e7 });
  const request = { query: "river", documents: ["bank", long] };
  await reranker.rerank(request);
  expect((await reranker.rerank(request)).warnings).toEqual(cut("1 document", 48));
});
