import { describe, expect, it } from "vitest";
import { measureNames } from "./measure-help.ts";
import { parseMeasure } from "./parse-measure.ts";

/** Judged: a 3, b 1, c 0, d −1, e 2. */
const judgements: ReadonlyMap<string, number> = new Map([
  ["a", 3],
  ["b", 1],
  ["c", 0],
  ["d", -1],
  ["e", 2],
]);
const list = ["d", "c", "x", "b", "a"];
const of = (measure: string, documents: readonly string[] = list): number =>
  parseMeasure(measure).of(documents, judgements);
const log2 = Math.log2;

describe("written out, for a list of: below 0, 0, not judged, 1, 3", () => {
  const ideal = 3 / log2(2) + 2 / log2(3) + 1 / log2(4);
  const exponentialIdeal = 7 / log2(2) + 3 / log2(3) + 1 / log2(4);

  it.each([
    ["nDCG", (1 / log2(5) + 3 / log2(6)) / ideal],
    ["nDCG@4", 1 / log2(5) / ideal],
    ["nDCG@3", 0],
    ["nDCG(dcg='exp-log2')", (1 / log2(5) + 7 / log2(6)) / exponentialIdeal],
    ["AP", (1 / 4 + 2 / 5) / 3],
    ["AP@4", 1 / 4 / 3],
    ["AP(rel=2)", 1 / 5 / 2],
    ["RR", 1 / 4],
    ["RR(rel=2)", 1 / 5],
    ["RR@3", 0],
    ["P@4", 1 / 4],
    ["P@10", 2 / 10],
    ["R@4", 1 / 3],
    ["R@100", 2 / 3],
    ["Success@3", 0],
    ["Success@4", 1],
    ["F@4", 2 / 7],
    ["F@10", (2 * 0.2 * (2 / 3)) / (0.2 + 2 / 3)],
    ["Rprec", 0],
    ["SetP", 2 / 5],
    ["SetR", 2 / 3],
    ["SetAP", 4 / 15],
    ["SetF", 1 / 2],
    // c alone is judged and not relevant; d, below 0, is passed over.
    ["Bpref", (1 - 1 / 1 + 1 - 1 / 1) / 3],
    ["Bpref(rel=2)", (1 - 2 / 2) / 2],
    ["RBP(p=0.5)", 0.5 * (1 / 8 + 3 / 16)],
    ["RBP(p=0.5,rel=1)", 0.5 * (1 / 8 + 1 / 16)],
    ["RBP(p=0.5,rel=3)@4", 0],
    ["ERR", 1 / 16 / 4 + ((15 / 16) * (7 / 16)) / 5],
    ["ERR(max_rel=3)@4", 1 / 8 / 4],
    ["Judged", 4 / 5],
    ["Judged@3", 2 / 3],
    ["Judged@100", 4 / 5],
    ["NumRet", 5],
    ["NumRet(rel=2)", 1],
    ["NumRel", 3],
    ["NumRel(rel=3)", 1],
    ["NumQ", 1],
  ])("%s", (measure, expected) => {
    expect(of(measure)).toBeCloseTo(expected, 14);
  });
});

const graded = ["nDCG", "nDCG@5", "nDCG(dcg='exp-log2')@5", "AP", "RR", "R@5", "Success@1", "Bpref", "Rprec", "SetR"];

it.each(graded)("%s of the best order is 1", (measure) => {
  expect(of(measure, ["a", "e", "b"])).toBe(1);
});

it.each(measureNames().filter((name) => !["NumRel", "NumQ"].includes(name)))("%s of an empty list is 0", (name) => {
  const text = ["P", "R", "F", "Success"].includes(name) ? `${name}@10` : name;
  expect(of(text, [])).toBe(0);
  expect(parseMeasure(text).of([], new Map())).toBe(0);
  expect(parseMeasure(text).of(["a"], new Map())).toBe(name === "NumRet" ? 1 : 0);
});

it.each(["nDCG", "AP", "RR", "RBP", "RBP(rel=1)", "ERR", "Judged"])("%s at a cut-off looks no further", (name) => {
  for (const cutoff of [1, 2, 3, 4, 5, 6]) {
    const cut = list.slice(0, cutoff);
    const whole = parseMeasure(`${name}@${cutoff}`);
    expect(whole.of(list, judgements)).toBe(whole.of(cut, judgements));
    // nDCG's ideal is cut as well.
    if (name !== "nDCG") expect(whole.of(list, judgements)).toBe(parseMeasure(name).of(cut, judgements));
  }
});

it("a document that is there twice has no place", () => {
  expect(() => of("nDCG@1", ["a", "b", "c", "b"])).toThrow(
    new RangeError('document "b" is there twice, at ranks 2 and 4'),
  );
});
