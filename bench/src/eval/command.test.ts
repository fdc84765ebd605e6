import { readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate, parseMeasure } from "@secondpass/eval";
import { readQrels, readRun } from "@secondpass/eval/files";
import { afterAll, expect, it } from "vitest";
import { recordingTerminal } from "../testing/recording-terminal.ts";
import { temporaryFolder } from "../testing/temporary-files.ts";
import { runEval } from "./command.ts";
import { makeInputs } from "./inputs.ts";
import { evalReport } from "./report.ts";
import type { Sample } from "./sample.ts";

const folder = temporaryFolder();
afterAll(folder.remove);

it("makes the same run and judgements again by the same seed, in order, with scores that single precision tells apart", async () => {
  const size = { queries: 3, depth: 50, seed: 5 };
  const files = await makeInputs(folder.path, size);
  const [run, qrels] = [readFileSync(files.run, "utf8"), readFileSync(files.qrels, "utf8")];
  expect(run.trimEnd().split("\n")).toHaveLength(150);
  const scores = run
    .trimEnd()
    .split("\n")
    .map((line) => Math.fround(Number(line.split(" ")[4])));
  expect(scores.filter((score, at) => at % 50 > 0 && !(score < (scores[at - 1] ?? 0)))).toEqual([]);
  const again = await makeInputs(folder.path, size);
  expect([readFileSync(again.run, "utf8"), readFileSync(again.qrels, "utf8")]).toEqual([run, qrels]);
  const judged = await readQrels(join(folder.path, "qrels.txt"));
  const { means } = evaluate(await readRun(files.run), judged, [parseMeasure("AP")]);
  expect(means.get("AP")).toBeGreaterThan(0);
  expect(means.get("AP")).toBeLessThan(1);
});

it("reports medians, and ratios within a round", () => {
  const sample = (seconds: number, peakRssMb: number): Sample => ({
    ...{ seconds, peakRssMb, cpuSeconds: seconds, processSeconds: seconds, version: "v" },
    figures: { "nDCG@10": 0.5, AP: 0.5, "RR@10": 0.5, "R@100": peakRssMb === 400 ? 0.75 : 0.5 },
  });
  const round = (own: number, other: number) =>
    new Map([
      ["ours", sample(own, 100)],
      ["other", sample(other, 400)],
    ]);
  const machine = { date: "2026-01-01", node: "v20", platform: "linux x64", cpu: "some" };
  const frame = { queries: 7000, depth: 1000, seed: 1, runBytes: 3e8, names: ["ours", "other"], machine, command: "c" };
  const report = evalReport(frame, [round(1, 2), round(2, 8), round(3, 9)]);
  const cells = report
    .split("\n")
    .filter((line) => line.startsWith("| o"))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  expect(cells).toEqual([
    ["", "ours", "2.00", "", "", "2.00", "2.00", "100", "", ""],
    ["", "other", "8.00", "3.0", "2.0–4.0", "8.00", "8.00", "400", "0.25", ""],
  ]);
  expect(report).toContain("the greatest difference is 2.5e-1");
  expect(report).toContain("7,000 queries × 1,000 documents, 300 MB");
});

it.each([
  [["--rounds", "0"], /--rounds must be a positive integer, is "0"/],
  [["--queries", "many"], /--queries must be a positive integer, is "many"/],
  [["--fast"], /--fast/],
  [["--python", process.execPath], /has not the packages of bench\/eval\/requirements\.txt/],
])("refuses %j with 2 and what to do", async (args, message) => {
  const terminal = recordingTerminal();
  expect(await runEval(args, terminal)).toBe(2);
  expect(terminal.complaints.join()).toMatch(message);
});

it("explains itself", async () => {
  const terminal = recordingTerminal();
  expect(await runEval(["--help"], terminal)).toBe(0);
  expect(terminal.printed.join()).toContain("Usage: node bench/dist/eval.js");
});
