import { rmSync } from "node:fs";
import type { Ranked } from "@secondpass/core";
import { afterAll, describe, expect, it } from "vitest";
import { onnx } from "./__fixtures__/built.ts";
import { layeredFolder, modelFolder } from "./__fixtures__/model-folder.ts";
import { readParity } from "./__fixtures__/parity.ts";
import { scorePairs } from "./__fixtures__/score-pairs.ts";
import type { OnnxOptions } from "./options.ts";

const parity = readParity();
const { tolerance, pairs } = parity;
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

async function scoreWith(options: OnnxOptions, list = pairs): Promise<readonly (Ranked | undefined)[]> {
  await using reranker = onnx({ workers: 2, ...options });
  return await scorePairs(reranker, list);
}

function folderOf(layers: readonly string[]): string {
  const folder = layeredFolder(layers);
  folders.push(folder);
  return folder;
}

/** The greatest distance between what came out and what should have, over the pairs that were scored. */
function worst(
  rows: readonly (Ranked | undefined)[],
  wanted: readonly unknown[],
  of: (row: Ranked) => unknown,
): number {
  const distances = rows.map((row, at) => (row ? Math.abs(Number(of(row)) - Number(wanted[at])) : 0));
  expect(rows.filter((row) => row !== undefined).length).toBeGreaterThan(rows.length * 0.85);
  return Math.max(...distances);
}

describe.each(parity.variants)("$name answers as sentence-transformers does", ({ layers, labels, ...wanted }) => {
  it(`within ${tolerance}, raw and activated`, async () => {
    const rows = await scoreWith({ model: folderOf(layers) });
    const raw = labels === 2 ? wanted.difference : wanted.logits;
    const scores = labels === 2 ? wanted.softmax1 : wanted.scores;
    expect(worst(rows, raw ?? [], ({ rawScore }) => rawScore)).toBeLessThan(tolerance);
    expect(worst(rows, scores ?? [], ({ score }) => score)).toBeLessThan(tolerance);
  });
});

const differing = parity.variants.filter(({ name }) =>
  ["one-label", "no-type-ids", "two-labels", "limit-40"].includes(name),
);

describe.each(differing)("of $name", ({ layers, logits, difference }) => {
  const oracle = (difference ?? logits) as readonly number[];

  it("the order of each query's documents is that of the oracle's scores", async () => {
    await using reranker = onnx({ model: folderOf(layers), workers: 2 });
    for (const query of new Set(pairs.map((pair) => pair.query))) {
      const places = pairs.flatMap((pair, at) => (pair.query === query && !pair.blank && query.trim() ? [at] : []));
      if (places.length === 0) continue;
      const { ranking } = await reranker.rerank({ query, documents: places.map((at) => pairs[at]?.document ?? "") });
      const inOrder = ranking.map(({ index }) => oracle[places[index] as number] as number);
      const equalTexts = 1e-5;
      for (const [at, logit] of inOrder.entries()) {
        expect(logit).toBeGreaterThanOrEqual((inOrder[at + 1] ?? Number.NEGATIVE_INFINITY) - equalTexts);
      }
    }
  });

  it("the oracle's logits spread, so that a mistake has something to move: their standard deviation is 1 at least", () => {
    const mean = oracle.reduce((sum, one) => sum + one, 0) / oracle.length;
    const variance = oracle.reduce((sum, one) => sum + (one - mean) ** 2, 0) / oracle.length;
    expect(Math.sqrt(variance)).toBeGreaterThan(1);
  });
});

describe.each([1, 2, 7, 32])("in batches of %d", (batchSize) => {
  it("scores are those of one by one", async () => {
    const rows = await scoreWith({ model: modelFolder("one-label"), batchSize });
    expect(worst(rows, parity.variants[0]?.logits ?? [], ({ rawScore }) => rawScore)).toBeLessThan(tolerance);
  });
});

describe("mistakes would show", () => {
  it.each(parity.mistakes)("$name moves some pair by more than 1e-2", async ({ variant, field, values }) => {
    const { layers = [] } = parity.variants.find(({ name }) => name === variant) ?? {};
    const rows = await scoreWith({ model: folderOf(layers) });
    const moved = rows.filter((row, at) => {
      const mistaken = values[at];
      const ours = field === "logits" ? row?.rawScore : row?.score;
      return typeof mistaken === "number" && typeof ours === "number" && Math.abs(mistaken - ours) > 1e-2;
    });
    expect(moved.length).toBeGreaterThan(0);
  });
});

it("int8 files answer as onnxruntime does in Python, as far as processors agree", async () => {
  const rows = await scoreWith({ model: modelFolder(parity.int8.variant), dtype: "int8" });
  expect(worst(rows, parity.int8.logits, ({ rawScore }) => rawScore)).toBeLessThan(0.3);
});

describe("an encoder compares as its definition says", () => {
  const { biEncoder } = parity;
  const list = biEncoder.pairs;

  it.each(biEncoder.variants)("by cosine: $name", async ({ layers, cosine }) => {
    const rows = await scoreWith({ model: folderOf(layers), similarity: "cosine" }, list);
    expect(
      worst(
        rows.map((row) => (row?.score === null ? undefined : row)),
        cosine,
        ({ score }) => score,
      ),
    ).toBeLessThan(tolerance);
  });

  it.each(["maxsim", "both"] as const)("by %s", async (similarity) => {
    const rows = await scoreWith({ model: modelFolder("bi-encoder"), similarity }, list);
    const wanted = list.map((pair) => (similarity === "both" ? pair.score : pair.maxsim));
    for (const [at, row] of rows.entries()) {
      const expected = wanted[at] ?? null;
      if (!row) continue;
      if (expected === null) expect(row.score).toBeNull();
      else expect(Math.abs((row.score ?? Number.NaN) - expected)).toBeLessThan(tolerance);
    }
  });

  it("and gives the components of both", async () => {
    const rows = await scoreWith({ model: modelFolder("bi-encoder") }, list);
    const scored = rows.map((row) => (row?.parts ? row : undefined));
    expect(
      worst(
        scored,
        list.map(({ cosine }) => cosine),
        ({ parts }) => parts?.cosine,
      ),
    ).toBeLessThan(tolerance);
    expect(
      worst(
        scored,
        list.map(({ maxsim }) => maxsim),
        ({ parts }) => parts?.maxsim,
      ),
    ).toBeLessThan(tolerance);
  });
});

describe("the bundled model", () => {
  const list = parity.defaultModel.pairs;

  it("lies as near to its fp32 weights as its int8 weights can", async () => {
    const rows = await scoreWith({}, list);
    const scored = rows.map((row) => (row?.score === null ? undefined : row));
    expect(
      worst(
        scored,
        list.map(({ fp32 }) => fp32.score),
        ({ score }) => score,
      ),
    ).toBeLessThan(0.06);
    expect(
      worst(
        scored,
        list.map(({ int8 }) => int8.score),
        ({ score }) => score,
      ),
    ).toBeLessThan(0.03);
  });
});
