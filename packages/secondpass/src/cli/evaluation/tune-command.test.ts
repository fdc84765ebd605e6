import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TuningResults } from "@secondpass/eval";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ran, runCommand } from "../__fixtures__/run-command.ts";
import { writeSmallCollection } from "../__fixtures__/small-collection.ts";
import { startWordServer } from "../__fixtures__/word-server.ts";

let cwd = "";
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "secondpass-tune-"));
  writeSmallCollection(join(cwd, "animals"));
});
afterAll(() => rmSync(cwd, { recursive: true }));

const collection = ["animals", "--run", "animals/bm25.trec"];

function tune(...args: readonly string[]): Promise<Ran> {
  return runCommand(["tune", ...args, "--answers", mkdtempSync(join(cwd, "answers-"))], { cwd });
}

describe("tune", () => {
  it("shows every depth and number returned, and advises a depth", async () => {
    const { status, stdout, stderr } = await tune(...collection, "-r", "lexical", "-k", "4,2", "-n", "1,4", "-m", "RR");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^RR over 10 queries, 95 % intervals/);
    expect(stdout).toMatch(/^first stage +1 +0\.0000/m);
    expect(stdout).toMatch(/^lexical +2 +4 +0\.2500/m);
    expect(stdout).toMatch(/^lexical +4 +1 +1\.0000 .* ms .*\*$/m);
    expect(stdout).toMatch(/^lexical, returning 1: best depth 4/m);
  });

  it("chooses within a budget, and writes what it found", async () => {
    const args = [
      "-r",
      "lexical",
      "-k",
      "2,4",
      "-n",
      "4",
      "--latency-budget",
      "1m",
      "--format",
      "json",
      "--out",
      "found",
    ];
    const { stdout } = await tune(...collection, ...args);
    const results: TuningResults = JSON.parse(stdout);
    expect(results.budget).toEqual({ maxLatencyMs: 60_000 });
    expect(results.advice).toMatchObject([{ system: "lexical", returned: 4, deepest: 4, best: 4, enough: 4 }]);
    expect(readdirSync(join(cwd, "found")).toSorted()).toEqual(["tuning.csv", "tuning.json"]);
    expect(JSON.parse(readFileSync(join(cwd, "found/tuning.json"), "utf8"))).toEqual(results);
    expect(readFileSync(join(cwd, "found/tuning.csv"), "utf8").trim().split(/\r?\n/)).toHaveLength(1 + 3);
  });

  it("asks a pointwise reranker about all queries once, and about few at the lesser depths", async () => {
    await using server = await startWordServer();
    const { status } = await tune(...collection, "-r", `tei:${server.url}`, "-k", "2,3,4", "-n", "4", "--timed", "3");
    // A call to warm up goes before each depth.
    expect([status, server.scored()]).toEqual([0, 1 + 10 + 2 * (1 + 3)]);
  });

  it.each<[string, readonly string[], RegExp]>([
    ["depths that are none", ["-k", "2,x"], /positive integer/],
    ["an unknown measure", ["-m", "nDGC@10"], /Did you mean nDCG/],
    ["a cost that is none", ["--cost-budget", "free"], /positive number/],
    ["a latency that is none", ["--latency-budget", "fast"], /is no duration/],
  ])("refuses %s", async (_, args, message) => {
    const { status, stdout, stderr } = await tune(...collection, "-r", "lexical", ...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
  });
});
