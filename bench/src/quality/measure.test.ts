import { defineReranker, type PairScore, type Reranker } from "@secondpass/core";
import type { Dataset, RankedList } from "@secondpass/eval";
import { describe, expect, it } from "vitest";
import { measureQuality } from "./measure.ts";

/** Scores a text by the number it holds. */
function byNumber(): Reranker {
  return defineReranker({
    id: "test:number",
    traits: { scoreScale: "unknown", pointwise: true },
    score: async ({ documents }) => ({
      scores: documents.map((text, index): PairScore => ({ index, score: Number(text) })),
    }),
  });
}

const listed = (...documents: string[]): RankedList => ({ documents, scores: documents.map(() => null) });

const dataset: Dataset = {
  name: "small",
  queries: new Map(["rises", "falls", "same", "not found"].map((id) => [id, `about ${id}`])),
  documents: new Map([
    ["a", "1"],
    ["b", "2"],
    ["c", "3"],
  ]),
  qrels: new Map([
    ["rises", new Map([["c", 1]])],
    ["falls", new Map([["a", 1]])],
    ["same", new Map([["b", 1]])],
    ["not found", new Map([["a", 1]])],
  ]),
  firstStage: new Map([
    ["rises", listed("a", "b", "c")],
    ["falls", listed("a", "b", "c")],
    ["same", listed("a", "b", "c")],
    ["not judged", listed("unknown")],
  ]),
};

describe("measureQuality", () => {
  it("compares nDCG before and after, query by query", async () => {
    const figures = await measureQuality(dataset, byNumber(), { depth: 100, k: 10 });
    const second = 1 / Math.log2(3);
    expect(figures).toMatchObject({ queries: 4, wins: 1, losses: 1, ties: 2 });
    expect(figures.given).toBeCloseTo((0.5 + 1 + second) / 4, 12);
    expect(figures.reranked).toBeCloseTo((1 + 0.5 + second) / 4, 12);
  });

  it("leaves what is below the depth where it is", async () => {
    // Only a and b change places.
    const { reranked } = await measureQuality(dataset, byNumber(), { depth: 2, k: 10 });
    expect(reranked).toBeCloseTo((0.5 + 1 / Math.log2(3) + 1) / 4, 12);
  });

  it("tells how far it is", async () => {
    const told: [number, number][] = [];
    await measureQuality(dataset, byNumber(), { depth: 3, k: 10, onQuery: (done, of) => told.push([done, of]) });
    expect(told).toEqual([1, 2, 3, 4].map((done) => [done, 4]));
  });

  it("measures no answer that is incomplete", async () => {
    const lazy = defineReranker({
      id: "test:lazy",
      traits: { scoreScale: "rank", pointwise: false },
      incomplete: "append",
      score: async () => ({ order: [0] }),
    });
    await expect(measureQuality(dataset, lazy, { depth: 3, k: 10 })).rejects.toThrow(
      "query rises: the answer was partial",
    );
  });

  it("names the text that is missing", async () => {
    const options = { depth: 3, k: 10 };
    const withoutText = { ...dataset, documents: new Map([["a", "1"]]) };
    await expect(measureQuality(withoutText, byNumber(), options)).rejects.toThrow("no text of document b");
    const withoutQuery = { ...dataset, queries: new Map() };
    await expect(measureQuality(withoutQuery, byNumber(), options)).rejects.toThrow("no text of query rises");
  });
});
