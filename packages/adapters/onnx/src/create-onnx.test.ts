import { describe, expect, it } from "vitest";
import { createOnnx, onnx } from "./__fixtures__/built.ts";
import { modelFolder } from "./__fixtures__/model-folder.ts";
import { textsOf } from "./__fixtures__/texts.ts";
import type { OnnxOptions } from "./options.ts";

const crossEncoder = modelFolder("one-label");
const encoder = modelFolder("bi-encoder");
const query = "river bank";

/** The revision, which is known once the model has been read. */
async function revisionOf(options: OnnxOptions): Promise<string | undefined> {
  await using reranker = onnx({ workers: 1, ...options });
  await reranker.warmup();
  return reranker.traits.revision;
}

it("the revision tells what changes scores, and nothing else", async () => {
  const kinds: readonly OnnxOptions[] = [
    { model: crossEncoder },
    { model: crossEncoder, dtype: "int8" },
    { model: crossEncoder, maxLength: 32 },
    { model: modelFolder("two-labels") },
    { model: encoder },
    { model: encoder, similarity: "maxsim" },
    { model: encoder, similarity: "cosine" },
  ];
  const revisions = await Promise.all(kinds.map(revisionOf));
  expect(new Set(revisions).size).toBe(kinds.length);
  expect(await revisionOf({ model: crossEncoder, maxLength: 64, batchSize: 1 })).toBe(revisions[0]);
  expect(await revisionOf({ model: encoder, similarity: "both", documentCache: 1000 })).toBe(revisions[4]);
});

it("maxLength is what the model reads at most, of pairs and of texts", async () => {
  for (const model of [crossEncoder, encoder]) {
    await using reranker = onnx({ model, workers: 1, maxLength: 16 });
    // Of a pair the query takes one token, and there are three markers; of a text there are two.
    const readable = "river ".repeat(model === crossEncoder ? 12 : 14);
    const documents = [readable.repeat(4), readable];
    const { ranking, warnings } = await reranker.rerank({ query: "river", documents });
    expect(ranking[0]?.score).toBe(ranking[1]?.score);
    expect(warnings).toEqual([{ code: "truncated", message: "the model reads 16 tokens; cut: 1 document" }]);
  }
});

it("batchSize bounds the texts of a run", async () => {
  const documents = textsOf(24, 4);
  const runsWith = async (batchSize: number): Promise<number> => {
    const { reranker, runs } = createOnnx({ model: crossEncoder, workers: 1, batchSize });
    await using _ = reranker;
    await reranker.warmup();
    const before = runs();
    await reranker.rerank({ query, documents });
    return runs() - before;
  };
  expect(await runsWith(1)).toBe(24);
  expect(await runsWith(4)).toBeGreaterThanOrEqual(6);
});

it.each([crossEncoder, encoder])("how many texts a run holds changes no score: %s", async (model) => {
  const documents = textsOf(40, 3);
  const answers: { readonly ranking: unknown; readonly runs: number }[] = [];
  for (const batchSize of [1, 2, 7, 32]) {
    const { reranker, runs } = createOnnx({ model, workers: 1, batchSize });
    await using _ = reranker;
    const { ranking } = await reranker.rerank({ query, documents });
    answers.push({ ranking, runs: runs() });
  }
  for (const { ranking } of answers) expect(ranking).toEqual(answers[0]?.ranking);
  // Less and less, so that the runs did hold more and more.
  const runs = answers.map((answer) => answer.runs);
  expect(new Set(runs).size).toBe(4);
  expect(runs).toEqual([...runs].sort((a, b) => b - a));
});

describe("an instruction", () => {
  it.each([crossEncoder, encoder])("is ignored, and that is said: %s", async (model) => {
    await using reranker = onnx({ model, workers: 1 });
    const request = { query, documents: textsOf(3, 4) };
    const plain = await reranker.rerank(request);
    const instructed = await reranker.rerank({ ...request, instruction: "Prefer the newest." });
    expect(plain.warnings).toEqual([]);
    expect(instructed.warnings).toEqual([expect.objectContaining({ code: "instruction_ignored" })]);
    expect(instructed.ranking).toEqual(plain.ranking);
  });
});
