import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { RankedList } from "../types.ts";
import { readTestQrels, readTestRun, readTrecEvalOutput } from "./__fixtures__/read-trec.ts";
import { type EvaluateOptions, evaluate } from "./evaluate.ts";
import { formatFigure } from "./format-figure.ts";
import type { Measure } from "./measure.ts";
import { parseMeasure } from "./parse-measure.ts";

const cutoffs = [5, 10, 15, 20, 30, 100, 200, 500, 1000];
const at = (printed: string, name: string, depths: readonly number[] = cutoffs): [string, string][] =>
  depths.map((depth) => [`${printed}_${depth}`, `${name}@${depth}`]);

/** What `-m all_trec` prints and this package has: 53 measures. */
const allTrec: readonly (readonly [printed: string, name: string])[] = [
  ["num_q", "NumQ"],
  ["num_ret", "NumRet"],
  ["num_rel", "NumRel"],
  ["num_rel_ret", "NumRet(rel=1)"],
  ["map", "AP"],
  ["Rprec", "Rprec"],
  ["bpref", "Bpref"],
  ["recip_rank", "RR"],
  ["ndcg", "nDCG"],
  ["set_P", "SetP"],
  ["set_recall", "SetR"],
  ["set_map", "SetAP"],
  ["set_F", "SetF"],
  ["rbp", "RBP(p=0.9)"],
  ...at("P", "P"),
  ...at("recall", "R"),
  ...at("ndcg_cut", "nDCG"),
  ...at("map_cut", "AP"),
  ...at("success", "Success", [1, 5, 10]),
];

/** The same from level 2 on; what has no such parameter stays. */
const fromLevelTwo = (names: typeof allTrec): typeof allTrec =>
  names.map(([printed, name]) => {
    const graded = printed.startsWith("ndcg") || ["num_q", "num_ret", "rbp"].includes(printed);
    const [, base, , cut] = /^(\w+)(\(rel=1\))?(@\d+)?$/.exec(name) ?? [];
    return [printed, graded ? name : `${base}(rel=2)${cut ?? ""}`];
  });

interface Files {
  readonly run: URL;
  readonly qrels: URL;
  readonly printed: URL;
}

/** Compares every figure that trec_eval printed of these measures, as it is printed, and counts them. */
function compare({ run, qrels, printed: output }: Files, names: typeof allTrec, options: Options = {}): number {
  const measures = names.map(([, name]) => parseMeasure(name));
  const lists = new Map([...readTestRun(run)].map(([query, list]) => [query, cut(list, options.depth)]));
  const evaluation = evaluate(lists, readTestQrels(qrels), measures, options);
  const figures = names.flatMap(([printed], index) => {
    const name = (measures[index] as Measure).name;
    const values = evaluation.values.get(name) as Float64Array;
    const rows = evaluation.queries.map((query, place) => [`${printed} ${query}`, values[place] as number] as const);
    return [...rows, [`${printed} all`, evaluation.means.get(name) as number] as const];
  });
  const expected = readTrecEvalOutput(output);
  const wanted = new Set(names.map(([printed]) => printed));
  const known = new Map<string, number>(figures);
  let compared = 0;
  for (const [place, figure] of expected) {
    if (!wanted.has(place.split(" ")[0] as string)) continue;
    const value = known.get(place) as number;
    expect(figure.includes(".") ? formatFigure(value) : String(value), place).toBe(figure);
    compared++;
  }
  return compared;
}

interface Options extends EvaluateOptions {
  /** As trec_eval's `-M`. */
  readonly depth?: number | undefined;
}

function cut({ documents, scores }: RankedList, depth: number | undefined): RankedList {
  return { documents: documents.slice(0, depth), scores };
}

describe("trec_eval's own regression files, those that are here", () => {
  const file = (name: string): URL => new URL(`./__fixtures__/trec-eval/${name}`, import.meta.url);

  it("-q -c qrels.test results.trunc: 53 measures of three queries and over all", () => {
    const files = { run: file("results.trunc"), qrels: file("qrels.test"), printed: file("out.test.aqc") };
    expect(compare(files, allTrec)).toBe(53 * 4 - 3);
  });
});

const shared = new URL("../../../../../shared/assets/", import.meta.url);
const absent = existsSync(shared) ? "" : ` (skipped: no ${fileURLToPath(shared)})`;

describe.skipIf(absent !== "")(`trec_eval's other regression files${absent}`, () => {
  const file = (name: string): URL => new URL(`trec_eval-tests/${name}`, shared);

  it.each([
    ["qrels.test", "results.test", "out.test", 17],
    ["qrels.test.with-comments", "results.test", "out.test", 17],
    ["qrels.comment.test", "results.comment.test", "out.comment.test", 17],
    ["qrels.test", "results.test", "out.test.a", 53],
    ["qrels.test", "results.test", "out.test.aq", 53 * 4 - 3],
  ])("%s %s: %s, %i figures", (qrels, run, printed, count) => {
    const files = { run: file(run), qrels: file(qrels), printed: file(printed) };
    expect(compare(files, allTrec, { missing: "skip" })).toBe(count);
  });

  it("-c -M100 qrels.test results.trunc: lists cut at 100", () => {
    const files = { run: file("results.trunc"), qrels: file("qrels.test"), printed: file("out.test.aqcM") };
    expect(compare(files, allTrec, { depth: 100 })).toBe(53 * 4 - 3);
  });

  it("-l2 qrels.rel_level results.test: relevant from level 2 on", () => {
    const files = { run: file("results.test"), qrels: file("qrels.rel_level"), printed: file("out.test.aql") };
    // trec_eval 10 divides levels by the query's highest for RBP, whatever -l says; here they count as they are, or from `rel` on.
    const names = fromLevelTwo(allTrec).filter(([printed]) => printed !== "rbp");
    expect(compare(files, names, { missing: "skip" })).toBe(52 * 4 - 3);
  });
});

describe.skipIf(absent !== "")(`trec_eval on TREC Deep Learning 2019${absent}`, () => {
  it.each(["bm25", "splade-pp-ed", "bm25+rankvicuna", "splade-pp-ed+rankvicuna", "bm25+rankgpt-3.5"])("%s", (name) => {
    const files = {
      run: new URL(`dl19/runs/${name}.dl19.trec`, shared),
      qrels: new URL("dl19/qrels.dl19-passage.txt", shared),
    };
    const printed = (kind: string): URL => new URL(`dl19/trec_eval-golden/${name}.dl19.${kind}.txt`, shared);
    const graded: typeof allTrec = [["ndcg", "nDCG"], ...at("ndcg_cut", "nDCG", [1, 5, 10, 20, 100])];
    expect(compare({ ...files, printed: printed("graded") }, graded)).toBe(6 * 44);
    const binary = fromLevelTwo(allTrec.filter(([measure]) => !measure.startsWith("ndcg")));
    expect(compare({ ...files, printed: printed("binary-l2") }, binary)).toBe(11 * 44);
  });
});

describe.skipIf(absent !== "")(`trec_eval on SciFact${absent}`, () => {
  it("nine measures of 300 queries and over all", () => {
    const files = {
      run: new URL("scifact/run.bm25.top100.trec", shared),
      qrels: new URL("scifact/qrels.test.txt", shared),
      printed: new URL("scifact/trec_eval-golden.run.bm25.txt", shared),
    };
    expect(compare(files, [...allTrec, ["ndcg_cut_1", "nDCG@1"]])).toBe(10 * 301);
  });
});
