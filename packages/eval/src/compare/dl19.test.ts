import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readQrels } from "../files/read-qrels.ts";
import { readRun } from "../files/read-run.ts";
import { evaluate } from "../measures/evaluate.ts";
import { parseMeasures } from "../measures/parse-measure.ts";
import type { ComparisonResult } from "../results.ts";
import { compareSystems } from "./compare-systems.ts";

/** Made by __fixtures__/make-dl19.py with SciPy and statsmodels, from what trec_eval printed. */
interface Expected extends Pick<ComparisonResult, "measure" | "baseline" | "system" | "p" | "adjustedP" | "tTestP"> {
  readonly queries: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly wins: number;
  readonly losses: number;
}

const oracle: readonly Expected[] = JSON.parse(
  readFileSync(new URL("./__fixtures__/dl19.json", import.meta.url), "utf8"),
);
const folder = new URL("../../../../../shared/assets/dl19/", import.meta.url);
const pathOf = (name: string): string => fileURLToPath(new URL(name, folder));
const absent = existsSync(folder) ? "" : ` (skipped: no ${fileURLToPath(folder)}; the runs are not ours to carry)`;

async function compare(names: readonly string[]): Promise<ComparisonResult[]> {
  const qrels = await readQrels(pathOf("qrels.dl19-passage.txt"));
  const runs = await Promise.all(names.map((name) => readRun(pathOf(`runs/${name}.dl19.trec`))));
  const measures = parseMeasures("nDCG@10, AP(rel=2)@100");
  return compareSystems(new Map(runs.map((run, at) => [names[at] as string, evaluate(run, qrels, measures)])));
}

/** Of a share that so many draws estimate. */
const errorOf = (p: number, draws: number): number => Math.sqrt((p * (1 - p)) / draws) + 1 / draws;

describe.skipIf(absent !== "")(`published runs of TREC DL 2019, files in, verdicts out${absent}`, () => {
  it("gives what SciPy and statsmodels give, whose values trec_eval printed to four decimals", async () => {
    const many = ["bm25", "splade-pp-ed", "bm25+rankvicuna", "splade-pp-ed+rankvicuna", "bm25+rankgpt-3.5"];
    const results = [...(await compare(many)), ...(await compare(["splade-pp-ed", "splade-pp-ed+rankvicuna"]))];
    expect(results).toHaveLength(oracle.length);
    for (const expected of oracle) {
      const { measure, baseline, system } = expected;
      const found = results.find(
        (row) => row.measure === measure && row.baseline === baseline && row.system === system,
      );
      const { difference, p, adjustedP, tTestP, wins, losses, ties } = found as ComparisonResult;
      expect(Math.abs(difference.mean - expected.difference)).toBeLessThan(1e-4);
      const standardError = (expected.high - expected.low) / 3.92;
      expect(Math.abs(difference.low - expected.low)).toBeLessThan(0.12 * standardError);
      expect(Math.abs(difference.high - expected.high)).toBeLessThan(0.12 * standardError);
      expect(Math.abs(p - expected.p)).toBeLessThan(5 * errorOf(expected.p, 100_000));
      expect(Math.abs(adjustedP - expected.adjustedP)).toBeLessThan(20 * errorOf(expected.p, 100_000));
      expect(Math.abs(Math.log(tTestP / expected.tTestP))).toBeLessThan(0.02);
      expect([wins, losses, wins + losses + ties]).toEqual([expected.wins, expected.losses, expected.queries]);
    }
  });

  it("tells what is shown from what is not", async () => {
    const [vicuna] = await compare(["bm25", "bm25+rankvicuna"]);
    expect(vicuna).toMatchObject({ measure: "nDCG@10", verdict: "better" });
    const [again] = await compare(["splade-pp-ed", "splade-pp-ed+rankvicuna"]);
    expect(again).toMatchObject({ verdict: "no difference shown" });
    expect(again?.difference.mean).toBeGreaterThan(0.01);
  });
});
