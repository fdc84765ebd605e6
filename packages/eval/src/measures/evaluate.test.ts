import { describe, expect, it } from "vitest";
import { InputError } from "../input-error.ts";
import type { Qrels, Run } from "../types.ts";
import { evaluate } from "./evaluate.ts";
import type { Measure } from "./measure.ts";
import { parseMeasure } from "./parse-measure.ts";

const runOf = (lists: Readonly<Record<string, readonly string[]>>): Run =>
  new Map(Object.entries(lists).map(([query, documents]) => [query, { documents, scores: documents.map(() => null) }]));
const qrelsOf = (rows: readonly (readonly [query: string, document: string, level: number])[]): Qrels => {
  const qrels = new Map<string, Map<string, number>>();
  for (const [query, document, level] of rows) {
    qrels.set(query, (qrels.get(query) ?? new Map()).set(document, level));
  }
  return qrels;
};
const qrels = qrelsOf([
  ["q2", "a", 1],
  ["q10", "b", 1],
  ["q1", "c", 1],
]);
const measures = [parseMeasure("RR"), parseMeasure("NumRel"), parseMeasure("NumQ")];

describe("evaluate", () => {
  it("keeps the order of the judgements, counts missing queries as 0, and leaves out what is not judged", () => {
    const evaluation = evaluate(runOf({ q1: ["x", "c"], q3: ["a"], q2: ["a"] }), qrels, measures);
    expect(evaluation.queries).toEqual(["q2", "q10", "q1"]);
    expect(evaluation.values.get("RR")).toEqual(Float64Array.of(1, 0, 0.5));
    expect(evaluation.means.get("RR")).toBe(0.5);
    expect([evaluation.means.get("NumRel"), evaluation.means.get("NumQ")]).toEqual([3, 3]);
  });

  it("skips missing queries where asked to", () => {
    const run = runOf({ q1: ["x", "c"], q3: ["a"], q2: ["a"] });
    const evaluation = evaluate(run, qrels, measures, { missing: "skip" });
    expect(evaluation.queries).toEqual(["q2", "q1"]);
    expect(evaluation.values.get("RR")).toEqual(Float64Array.of(1, 0.5));
    expect(evaluation.means.get("RR")).toBe(0.75);
    expect([evaluation.means.get("NumRel"), evaluation.means.get("NumQ")]).toEqual([2, 2]);
  });

  it("an empty list is a list: it counts as 0 either way", () => {
    const run = runOf({ q1: [], q2: ["a"] });
    expect(evaluate(run, qrels, measures, { missing: "skip" }).values.get("RR")).toEqual(Float64Array.of(1, 0));
  });

  it("an empty run is all 0, and nothing to skip to", () => {
    expect(evaluate(new Map(), qrels, measures).means.get("RR")).toBe(0);
    expect(() => evaluate(new Map(), qrels, measures, { missing: "skip" })).toThrow(InputError);
  });

  it("queries without a relevant document count as 0", () => {
    const judged = qrelsOf([
      ["q1", "a", 1],
      ["q2", "a", 0],
      ["q3", "a", -1],
    ]);
    const names = ["nDCG@10", "nDCG(dcg='exp-log2')", "AP", "RR", "R@5", "Bpref", "Rprec", "SetF", "RBP", "ERR"];
    const evaluation = evaluate(runOf({ q1: ["a"], q2: ["a"], q3: ["a"] }), judged, names.map(parseMeasure));
    for (const values of evaluation.values.values()) expect([...values.slice(1)]).toEqual([0, 0]);
    expect(evaluation.means.get("nDCG@10")).toBe(1 / 3);
  });

  it("a measure that is there twice counts once, under its canonical name", () => {
    const { values } = evaluate(runOf({ q1: ["c"] }), qrels, ["mrr", "RR", "recip_rank"].map(parseMeasure));
    expect([...values.keys()]).toEqual(["RR"]);
  });

  it("takes measures of one's own", () => {
    const length: Measure = { name: "Length", of: (documents) => documents.length };
    const evaluation = evaluate(runOf({ q1: ["x", "c"] }), qrels, [length]);
    expect(evaluation.values.get("Length")).toEqual(Float64Array.of(0, 0, 2));
    expect(evaluation.means.get("Length")).toBe(2 / 3);
  });

  it("keeps ids apart that objects would confuse, and numbers in the order given", () => {
    const ids = ["__proto__", "10", "9", "010", "constructor", "", "é", "e\u0301"];
    const judged: Qrels = new Map(ids.map((id, level) => [id, new Map([[id, level + 1]])]));
    const run: Run = new Map(ids.map((id) => [id, { documents: ids, scores: ids.map(() => null) }]));
    const evaluation = evaluate(run, judged, [parseMeasure("RR")]);
    expect(evaluation.queries).toEqual(ids);
    expect([...(evaluation.values.get("RR") ?? [])]).toEqual(ids.map((_, index) => 1 / (index + 1)));
  });

  it("refuses a document that is there twice, judged or not, and says where", () => {
    for (const documents of [
      ["a", "x", "b", "x"],
      ["x", "x"],
      ["a", "b", "c", "a"],
    ]) {
      expect(() => evaluate(runOf({ q1: documents }), qrels, [])).toThrow(RangeError);
    }
    expect(() => evaluate(runOf({ q1: ["a", "x", "b", "x"] }), qrels, [])).toThrow(
      'query "q1": document "x" is there twice, at ranks 2 and 4',
    );
  });

  it("refuses judgements and runs that have nothing in common", () => {
    expect(() => evaluate(runOf({ q1: ["a"] }), new Map(), measures)).toThrow(InputError);
    for (const missing of ["zero", "skip"] as const) {
      expect(() => evaluate(runOf({ Q1: ["a"] }), qrels, measures, { missing })).toThrow(
        'no query of the run is judged: the run has for example "Q1", the judgements "q2"',
      );
    }
  });

  it("names the query whose levels a measure cannot take", () => {
    const judged = qrelsOf([
      ["q1", "a", 4],
      ["q2", "a", 5],
    ]);
    const run = runOf({ q1: ["a"], q2: ["a"] });
    expect(() => evaluate(run, judged, [parseMeasure("ERR")])).toThrow(
      'query "q2": a document is judged 5, and ERR counts on levels up to 4; write ERR(max_rel=5)',
    );
    expect(evaluate(run, judged, [parseMeasure("ERR(max_rel=5)")]).means.get("ERR(max_rel=5)")).toBe((15 + 31) / 64);
  });
});
