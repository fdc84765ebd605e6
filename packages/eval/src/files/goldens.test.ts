import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { evaluate } from "../measures/evaluate.ts";
import { parseMeasure } from "../measures/parse-measure.ts";
import type { Qrels, Run } from "../types.ts";
import { readDataset } from "./read-dataset.ts";
import { readQrels } from "./read-qrels.ts";
import { readRun } from "./read-run.ts";

const assets = fileURLToPath(new URL("../../../../../shared/assets", import.meta.url));
const at = (path: string): string => `${assets}/${path}`;
const reason = "needs the collections beside the repository";

/** What trec_eval 10.0-rc3 printed of nDCG at a cut: by query, and "all" for the mean. */
function golden(path: string, cut: number): Record<string, string> {
  const rows = readFileSync(at(path), "utf8")
    .split("\n")
    .map((line) => line.split("\t").map((field) => field.trim()));
  return Object.fromEntries(
    rows.flatMap(([name, query, value]) => (name === `ndcg_cut_${cut}` ? [[query, value]] : [])),
  );
}

function printed(run: Run, qrels: Qrels, cut: number): Record<string, string> {
  const measure = parseMeasure(`nDCG@${cut}`);
  const { queries, values, means } = evaluate(run, qrels, [measure]);
  const figures = queries.map((query, place) => [query, values.get(measure.name)?.[place]?.toFixed(4)]);
  return Object.fromEntries([...figures, ["all", means.get(measure.name)?.toFixed(4)]]);
}

describe.skipIf(!existsSync(at("trec_eval-tests")))(`trec_eval's own regression files (${reason})`, () => {
  it.each([
    ["qrels.test", "results.test", "out.test.aq"],
    ["qrels.test.with-comments", "results.test", "out.test.aq"],
    ["qrels.test", "results.trunc", "out.test.aqc"],
    ["qrels.rel_level", "results.test", "out.test.aql"],
  ])("%s %s", async (qrelsName, runName, expected) => {
    const [run, qrels] = [
      await readRun(at(`trec_eval-tests/${runName}`)),
      await readQrels(at(`trec_eval-tests/${qrelsName}`)),
    ];
    for (const cut of [5, 10, 15, 20, 30, 100, 200, 500, 1000]) {
      expect(printed(run, qrels, cut)).toEqual(golden(`trec_eval-tests/${expected}`, cut));
    }
  });

  it("qrels.comment.test results.comment.test: ids with # in them", async () => {
    const run = await readRun(at("trec_eval-tests/results.comment.test"));
    const qrels = await readQrels(at("trec_eval-tests/qrels.comment.test"));
    const names = { map: "AP", P_10: "P@10", recip_rank: "RR", Rprec: "Rprec" };
    const { means } = evaluate(run, qrels, Object.values(names).map(parseMeasure), { missing: "skip" });
    const rows = readFileSync(at("trec_eval-tests/out.comment.test"), "utf8")
      .split("\n")
      .map((line) => line.split(/\s+/));
    const expected = Object.fromEntries(rows.map(([name = "", , value]) => [name, value]));
    for (const [theirs, ours] of Object.entries(names))
      expect([ours, means.get(ours)?.toFixed(4)]).toEqual([ours, expected[theirs]]);
  });
});

describe.skipIf(!existsSync(at("dl19")))(`TREC Deep Learning 2019 (${reason})`, () => {
  it.each(["bm25", "splade-pp-ed", "bm25+rankvicuna", "splade-pp-ed+rankvicuna", "bm25+rankgpt-3.5"])(
    "%s",
    async (name) => {
      const [run, qrels] = [
        await readRun(at(`dl19/runs/${name}.dl19.trec`)),
        await readQrels(at("dl19/qrels.dl19-passage.txt")),
      ];
      for (const cut of [1, 5, 10, 20, 100]) {
        const expected = golden(`dl19/trec_eval-golden/${name}.dl19.graded.txt`, cut);
        expect(Object.keys(expected)).toHaveLength(44);
        expect(printed(run, qrels, cut)).toEqual(expected);
      }
    },
  );

  it("hit lists hold the same first stage as the run, with every text", async () => {
    const qrels = at("dl19/qrels.dl19-passage.txt");
    const dataset = await readDataset({ qrels, run: at("dl19/bm25-top100.dl19.json") });
    const run = await readRun(at("dl19/runs/bm25.dl19.trec"));
    expect(dataset.warnings).toEqual([]);
    const orders = (of: Run | undefined): unknown =>
      new Map([...(of ?? [])].map(([id, { documents }]) => [id, documents]));
    expect(orders(dataset.firstStage)).toEqual(orders(run));
    expect([...dataset.documents.values()].filter((text) => text === "")).toEqual([]);
  });
});

describe.skipIf(!existsSync(at("scifact")))(`SciFact (${reason})`, () => {
  it("nDCG of every query, and the candidates' texts", async () => {
    const dataset = await readDataset({
      corpus: at("scifact/corpus.jsonl"),
      queries: at("scifact/queries.test.tsv"),
      qrels: at("scifact/qrels.test.txt"),
      run: at("scifact/run.bm25.top100.trec"),
    });
    expect([dataset.queries.size, dataset.warnings]).toEqual([300, []]);
    const { firstStage = new Map(), qrels } = dataset;
    for (const cut of [1, 5, 10, 100]) {
      expect(printed(firstStage, qrels, cut)).toEqual(golden("scifact/trec_eval-golden.run.bm25.txt", cut));
    }
  });
});

describe.skipIf(!existsSync(at("cranfield")))(`Cranfield (${reason})`, () => {
  it("the mean, and the whole corpus with its two empty documents", async () => {
    const files = {
      corpus: at("cranfield/corpus.jsonl"),
      queries: at("cranfield/queries.tsv"),
      qrels: at("cranfield/qrels.txt"),
    };
    const run = await readRun(at("cranfield/run.bm25.top100.trec"));
    const { qrels, queries, documents } = await readDataset(files);
    expect(printed(run, qrels, 10).all).toBe("0.3662");
    expect([queries.size, documents.size]).toEqual([225, 1400]);
    expect([...documents].filter(([, text]) => text === "").map(([id]) => id)).toEqual(["471", "995"]);
  });
});
