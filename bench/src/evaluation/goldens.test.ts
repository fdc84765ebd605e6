import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { collections, defaultFolder } from "../quality/collections.ts";
import { meanNdcg, type NdcgFigures } from "./ndcg.ts";
import { readQrels, readRun } from "./trec.ts";

const reason = "needs the folder with the collections beside the repository";
const at = (path: string): string => join(defaultFolder, path);

/** What trec_eval printed for one measure: query id, and "all" for the mean → its figure with four decimals. */
function golden(path: string, measure: string): Record<string, string> {
  const rows = readFileSync(at(path), "utf8")
    .split("\n")
    .map((line) => line.split("\t").map((field) => field.trim()));
  return Object.fromEntries(rows.flatMap(([name, query, value]) => (name === measure ? [[query, value]] : [])));
}

function printed({ mean, byQuery }: NdcgFigures): Record<string, string> {
  return Object.fromEntries([...byQuery, ["all", mean] as const].map(([query, value]) => [query, value.toFixed(4)]));
}

describe.skipIf(!existsSync(at("dl19")))(`TREC Deep Learning 2019, as trec_eval computes it (${reason})`, () => {
  const runs = ["bm25", "splade-pp-ed", "bm25+rankvicuna", "splade-pp-ed+rankvicuna", "bm25+rankgpt-3.5"];

  it.each(runs)("%s: nDCG of every query and the mean", (name) => {
    const qrels = readQrels(at("dl19/qrels.dl19-passage.txt"));
    const run = readRun(at(`dl19/runs/${name}.dl19.trec`));
    for (const k of [1, 5, 10, 20, 100]) {
      const expected = golden(`dl19/trec_eval-golden/${name}.dl19.graded.txt`, `ndcg_cut_${k}`);
      expect(Object.keys(expected)).toHaveLength(44);
      expect(printed(meanNdcg(run, qrels, k))).toEqual(expected);
    }
  });

  it("the hit list holds the same first stage as the run, with every text", () => {
    const dataset = collections.dl19(defaultFolder);
    expect(dataset.run).toEqual(readRun(at("dl19/runs/bm25.dl19.trec")));
    expect(meanNdcg(dataset.run, dataset.qrels, 10).mean.toFixed(4)).toBe("0.5058");
    expect([...dataset.run.values()].flat().filter((document) => !dataset.documents.get(document))).toEqual([]);
  });
});

describe.skipIf(!existsSync(at("scifact")))(`SciFact, as trec_eval computes it (${reason})`, () => {
  it("nDCG of every query and the mean", () => {
    const { run, qrels, queries } = collections.scifact(defaultFolder);
    for (const k of [1, 5, 10, 100]) {
      const expected = golden("scifact/trec_eval-golden.run.bm25.txt", `ndcg_cut_${k}`);
      expect(Object.keys(expected)).toHaveLength(queries.size + 1);
      expect(printed(meanNdcg(run, qrels, k))).toEqual(expected);
    }
  });
});

describe.skipIf(!existsSync(at("cranfield")))(`Cranfield 1400 (${reason})`, () => {
  it("the mean, and the size of the collection", () => {
    const { run, qrels, queries, documents } = collections.cranfield(defaultFolder);
    expect(meanNdcg(run, qrels, 10).mean.toFixed(4)).toBe("0.3662");
    expect([queries.size, documents.size]).toEqual([225, 1400]);
    expect([...documents].filter(([, text]) => text === "").map(([id]) => id)).toEqual(["471", "995"]);
  });
});

describe.skipIf(!existsSync(at("trec_eval-tests")))(`trec_eval's own regression files (${reason})`, () => {
  it.each([
    ["qrels.test", "results.test", "out.test.aq"],
    ["qrels.test.with-comments", "results.test", "out.test.aq"],
    ["qrels.test", "results.trunc", "out.test.aqc"],
    ["qrels.rel_level", "results.test", "out.test.aql"],
  ])("%s %s", (qrels, run, expected) => {
    for (const k of [5, 10, 15, 20, 30, 100, 200, 500, 1000]) {
      const figures = meanNdcg(readRun(at(`trec_eval-tests/${run}`)), readQrels(at(`trec_eval-tests/${qrels}`)), k);
      expect(printed(figures)).toEqual(golden(`trec_eval-tests/${expected}`, `ndcg_cut_${k}`));
    }
  });
});
