import { describe, expect, it } from "vitest";
import { evaluate } from "../measures/evaluate.ts";
import { parseMeasure } from "../measures/parse-measure.ts";
import { createRandom } from "../random.ts";
import type { Run } from "../types.ts";
import { idealRun, poolCeiling } from "./pool-ceiling.ts";

const measures = [
  "nDCG@3",
  "nDCG",
  "nDCG(dcg='exp-log2')@4",
  "AP",
  "AP(rel=2)@3",
  "RR",
  "RR(rel=2)",
  "P@2",
  "R@3",
  "Success@1",
  "Bpref",
  "Rprec",
  "RBP(p=0.8)",
  "ERR@4",
  "Judged@2",
].map(parseMeasure);

const runOf = (documents: readonly string[]): Run => new Map([["q", { documents, scores: documents.map(() => 1) }]]);

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

describe("poolCeiling", () => {
  it("is the best of all orders, on every measure", () => {
    const random = createRandom(5);
    for (let draw = 0; draw < 40; draw++) {
      const documents = Array.from({ length: 5 }, (_, at) => `d${at}`);
      // Relevant documents that the list lacks, those that nobody judged, those judged not relevant, below 0 as well.
      const judged = [...documents, "elsewhere"].filter(() => random() < 0.7);
      const qrels = new Map([["q", new Map(judged.map((id) => [id, Math.floor(random() * 5) - 1]))]]);
      const ceiling = poolCeiling(runOf(documents), qrels, measures);
      const all = permutations(documents).map((order) => evaluate(runOf(order), qrels, measures).means);
      expect(all).toHaveLength(120);
      for (const { name } of measures) {
        const best = Math.max(...all.map((means) => means.get(name) as number));
        expect([name, ceiling.means.get(name)]).toEqual([name, expect.closeTo(best, 12)]);
      }
    }
  });

  it("counts judged queries that the run lacks, and is below 1 where candidates lack what is relevant", () => {
    const qrels = new Map([
      [
        "q",
        new Map([
          ["a", 1],
          ["b", 1],
        ]),
      ],
      ["missing", new Map([["a", 1]])],
    ]);
    expect(poolCeiling(runOf(["x", "a"]), qrels, [parseMeasure("R@2"), parseMeasure("RR")]).means).toEqual(
      new Map([
        ["R@2", 0.25],
        ["RR", 0.5],
      ]),
    );
  });
});

describe("idealRun", () => {
  it("orders by level, judged before unjudged, and keeps the order within a level", () => {
    const levels = new Map([
      ["a", 0],
      ["c", 2],
      ["d", -1],
      ["e", 2],
      ["f", 1],
    ]);
    const ideal = idealRun(runOf(["x", "a", "y", "c", "d", "e", "f", "z"]), new Map([["q", levels]])).get("q");
    expect(ideal).toEqual({ documents: ["c", "e", "f", "a", "d", "x", "y", "z"], scores: new Array(8).fill(null) });
  });

  it("leaves lists that nobody judged as they are", () => {
    expect(idealRun(runOf(["b", "a"]), new Map()).get("q")?.documents).toEqual(["b", "a"]);
  });
});
