import { describe, expect, it } from "vitest";
import { InputError } from "../input-error.ts";
import { measureHelp, measureNames } from "./measure-help.ts";
import { parseMeasure, parseMeasures } from "./parse-measure.ts";

const messageOf = (text: string): string => {
  try {
    return `no error, but ${parseMeasure(text).name}`;
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
};

describe("parseMeasure", () => {
  it.each([
    ["ndcg@10", "nDCG@10"],
    ["NDCG@10", "nDCG@10"],
    ["ndcg", "nDCG"],
    ["mrr@10", "RR@10"],
    ["map", "AP"],
    ["RECALL@100", "R@100"],
    ["hit@5", "Success@5"],
    ["f1@10", "F@10"],
    ["ndcg_cut_10", "nDCG@10"],
    ["ndcg_cut.10", "nDCG@10"],
    ["map_cut_100", "AP@100"],
    ["recall_100", "R@100"],
    ["P_5", "P@5"],
    ["success_1", "Success@1"],
    ["recip_rank", "RR"],
    ["bpref", "Bpref"],
    ["rprec", "Rprec"],
    ["set_F", "SetF"],
    ["num_rel_ret", "NumRet(rel=1)"],
    ["  AP ( REL = 2 ) @ 100 ", "AP(rel=2)@100"],
    ["AP()@5", "AP@5"],
    ["AP(cutoff=5,rel=2)", "AP(rel=2)@5"],
    ["nDCG(dcg=exp-log2)@10", "nDCG(dcg='exp-log2')@10"],
    ['nDCG(dcg="EXP-LOG2")@10', "nDCG(dcg='exp-log2')@10"],
    ["RBP(rel=1,p=.5)@10", "RBP(p=0.5,rel=1)@10"],
    ["RBP(p=0)", "RBP(p=0.0)"],
    ["F(beta=2)@3", "F(beta=2.0)@3"],
    ["ERR(max_rel=3)@20", "ERR(max_rel=3)@20"],
    ["ERR(max_rel=4)@20", "ERR@20"],
    ["nDCG@007", "nDCG@7"],
  ])("%s is %s", (text, name) => {
    const measure = parseMeasure(text);
    expect(measure.name).toBe(name);
    expect(parseMeasure(measure.name).name).toBe(name);
  });

  it("tells cut-off and aggregation", () => {
    expect([parseMeasure("nDCG@10").cutoff, parseMeasure("AP").cutoff]).toEqual([10, undefined]);
    expect([parseMeasure("nDCG@10").aggregation, parseMeasure("NumRet").aggregation]).toEqual(["mean", "sum"]);
  });

  it.each([
    ["nDGC@10", "Did you mean nDCG@10?"],
    ["Sucess@1", "Did you mean Success@1?"],
    ["precison@5", "Did you mean precision@5?"],
    ["MRRR@10", "Did you mean mrr@10?"],
    ["zzzzzz", 'no measure "zzzzzz". There are: AP, Bpref,'],
    ["__proto__", 'no measure "__proto__". There are: AP'],
    ["constructor@1", 'no measure "constructor@1". '],
  ])("%s names the nearest and all there are", (text, part) => {
    expect(messageOf(text)).toContain(part);
    expect(messageOf(text)).toContain(measureNames().join(", "));
  });

  it.each(["n", "(", " ", "@", "1_"])("does not take long over %j a hundred thousand times, nor repeat it", (part) => {
    const message = messageOf(part.repeat(100_000));
    expect(message).toContain("is not how a measure is written");
    expect(message.length).toBeLessThan(250);
  });

  it.each([
    ["P", "P needs a cut-off, as in P@10; write P(rel=1)@k"],
    ["Bpref@10", "Bpref has no cut-off; write Bpref(rel=1)"],
    ["nDCG@0", "the cut-off must be a whole number of 1 or more, is 0"],
    ["nDCG@-1", "is -1"],
    ["nDCG@1.5", "is 1.5"],
    ["nDCG@ten", "is ten"],
    ["nDCG@99999999999999999999", "is 99999999999999999999"],
    ["nDCG(cutoff=5)@10", "the cut-off is there twice"],
    ["nDCG(rel=2)@10", "nDCG has no parameter \"rel\"; write nDCG(dcg='log2')[@k]"],
    ["nDCG(__proto__=2)@10", 'nDCG has no parameter "__proto__"'],
    ["nDCG(dcg=exp)@10", "dcg must be 'log2' or 'exp-log2', is exp"],
    ["AP(rel=0)", "rel must be a relevance level of 1 or more, is 0"],
    ["AP(rel=-1)", "is -1"],
    ["AP(rel=1,rel=2)", "rel is there twice"],
    ["RBP(p=1)", "p must be a number from 0 up to, but not, 1, is 1"],
    ["RBP(p=0x1)", "is 0x1"],
    ["SetF(beta=-1)", "beta must be a number of 0 or more, is -1"],
    ["", "is not how a measure is written"],
    ["AP(", "is not how a measure is written"],
    ["AP(2)", "is not how a measure is written"],
    ["AP(rel=2", "is not how a measure is written"],
    ["nDCG@10,AP", "the cut-off must be a whole number of 1 or more, is 10,AP"],
    ["nDCG@10 AP", "is not how a measure is written"],
  ])("%s is refused: %s", (text, part) => {
    expect(messageOf(text)).toContain(part);
  });
});

describe("parseMeasures", () => {
  it.each(["nDCG@10,AP(rel=2,cutoff=5),RR", " nDCG@10  AP( rel=2, cutoff=5 )\nRR ", "nDCG@10, AP(rel=2)@5, RR,"])(
    "%j",
    (text) => {
      expect(parseMeasures(text).map(({ name }) => name)).toEqual(["nDCG@10", "AP(rel=2)@5", "RR"]);
    },
  );

  it("refuses what holds none, and what holds a wrong one", () => {
    for (const text of ["", " , "]) expect(() => parseMeasures(text)).toThrow(InputError);
    expect(() => parseMeasures("nDCG@10,nDGC@10")).toThrow("Did you mean nDCG@10?");
  });
});

describe("measureHelp", () => {
  it("has a line for every measure, which can be written as it stands once k is a number", () => {
    const help = measureHelp();
    expect(measureNames()).toHaveLength(19);
    for (const name of measureNames()) {
      const [, written = ""] = new RegExp(`^ {2}(${name}\\b\\S*)  `, "m").exec(help) ?? [];
      const text = written.replace("[@k]", "@10").replace("@k", "@10").replace("(rel)", "").replace(",rel)", ")");
      expect(parseMeasure(text).name.startsWith(name)).toBe(true);
    }
  });

  it("fits a terminal", () => {
    for (const line of measureHelp().split("\n")) expect(line.length, line).toBeLessThanOrEqual(100);
  });
});
