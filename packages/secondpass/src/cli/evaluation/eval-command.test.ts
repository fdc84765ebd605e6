import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EvaluationResults } from "@secondpass/eval";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ran, runCommand } from "../__fixtures__/run-command.ts";
import { writeSmallCollection } from "../__fixtures__/small-collection.ts";
import { startWordServer } from "../__fixtures__/word-server.ts";

let cwd = "";
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "secondpass-eval-"));
  writeSmallCollection(join(cwd, "animals"));
});
afterAll(() => rmSync(cwd, { recursive: true }));

const collection = ["animals", "--run", "animals/bm25.trec"];

/** Each test has answers of its own, unless it names a folder. */
function evaluate(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const answers = args.includes("--answers") ? [] : ["--answers", mkdtempSync(join(cwd, "answers-"))];
  return runCommand(["eval", ...args, ...answers], { cwd, env });
}

async function resultsOf(args: readonly string[]): Promise<EvaluationResults> {
  const { stdout, stderr, status } = await evaluate([...args, "--format", "json"]);
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  return JSON.parse(stdout);
}

describe("eval", () => {
  it("says in a table whether reranking helps, with intervals, latency and the ceiling", async () => {
    const { status, stdout, stderr } = await evaluate([...collection, "-r", "lexical", "--context", "1"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("animals: 10 queries, 20 judgements, the first 100 candidates of animals/bm25.trec");
    expect(stdout).toMatch(/^first stage +0\.4307 \(0\.4307–0\.4307\) +0\.2500/m);
    expect(stdout).toMatch(/^lexical +1\.0000 .* ms/m);
    expect(stdout).toMatch(/^best possible order +1\.0000/m);
    expect(stdout).toMatch(/^lexical +\+0\.5693 .* 10 +0 +0 +better$/m);
    expect(stdout).toMatch(/^in a prompt of 1 documents +hit rate +recall +relevant text\nfirst stage +0\.0000/m);
  });

  it("gives the same as plain data, in the measures asked for", async () => {
    const results = await resultsOf([...collection, "-r", "lexical", "-m", "mrr@10, P@1", "-m", "AP(rel=1)"]);
    expect(results.measures).toEqual(["RR@10", "P@1", "AP"]);
    expect(results.systems.map(({ name, measures }) => [name, measures["RR@10"]?.mean])).toEqual([
      ["first stage", 0.25],
      ["lexical", 1],
    ]);
    expect(results.queries).toHaveLength(10);
  });

  it("makes a first stage of its own where no run is given", async () => {
    const results = await resultsOf(["animals", "-r", "lexical"]);
    expect(results.dataset.firstStage).toContain("BM25 over the corpus");
    expect(results.systems[0]?.measures["nDCG@10"]?.mean).toBe(1);
  });

  it("writes report, results, a table by query and runs, and no half of any", async () => {
    const { stderr, status } = await evaluate([...collection, "-r", "lexical", "--out", "new/out", "--save-runs"]);
    expect({ stderr, status }).toEqual({
      stderr: "secondpass: written to new/out: report.html, results.json, per-query.csv, lexical.trec\n",
      status: 0,
    });
    const out = join(cwd, "new/out");
    expect(readdirSync(out).toSorted()).toEqual(["lexical.trec", "per-query.csv", "report.html", "results.json"]);
    expect(JSON.parse(readFileSync(join(out, "results.json"), "utf8"))).toMatchObject({
      version: 1,
      baseline: "first stage",
    });
    expect(readFileSync(join(out, "report.html"), "utf8")).toMatch(/^<!doctype html>/i);
    expect(readFileSync(join(out, "per-query.csv"), "utf8").split(/\r?\n/).filter(Boolean).length).toBeGreaterThan(10);
    expect(readFileSync(join(out, "lexical.trec"), "utf8")).toMatch(/^q-otter Q0 otter-food 1 /);
  });

  it("a sample is the same for the same seed, and smaller", async () => {
    const ids = async (seed: string): Promise<readonly string[]> =>
      (await resultsOf([...collection, "-r", "lexical", "--sample", "4", "--seed", seed])).queries.map(({ id }) => id);
    const [one, same, other] = await Promise.all([ids("1"), ids("1"), ids("2")]);
    expect(one).toHaveLength(4);
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
  });
});

describe("a bound", () => {
  it.each([
    ["nDCG@10=0.99", 0, ""],
    ["lexical:MRR@10=1", 0, ""],
    ["P@1=1.01", 1, "secondpass: warning: lexical: P@1 is 1.0000, below 1.01\n"],
    ["first stage:nDCG@10=0.5", 1, "secondpass: warning: first stage: nDCG@10 is 0.4307, below 0.5\n"],
  ])("--fail-below %s ends with %d", async (bound, status, stderr) => {
    const ran = await evaluate([...collection, "-r", "lexical", "--fail-below", bound]);
    expect([ran.status, ran.stderr]).toEqual([status, stderr]);
    expect(ran.stdout).toContain("first stage");
  });
});

describe("an interrupted run", () => {
  it("is paid for once: the next one asks for what is missing alone, and finds the whole", async () => {
    await using server = await startWordServer();
    const args = [...collection, "-r", `tei:${server.url}`, "--answers", "kept"];
    // The call that warms up comes first.
    server.refuseAfter(1 + 6);
    const first = await evaluate(args);
    expect([first.status, first.stdout, server.scored()]).toEqual([1, "", 7]);
    expect(first.stderr).toContain("6 of 10 answers are kept; the same command goes on from there");
    expect(first.stderr).toMatch(/^secondpass: query q-adder: .*401/m);

    server.refuseAfter(Number.POSITIVE_INFINITY);
    const second = await evaluate(args);
    expect([second.status, server.scored()]).toEqual([0, 7 + 1 + 4]);
    expect(second.stderr).toContain("6 of 10 answers at depth 100 are kept ones; --fresh asks again");
    expect(second.stdout).toMatch(/^tei:.* 1\.0000 /m);

    const third = await evaluate(args);
    expect([third.stdout, server.scored()]).toEqual([second.stdout, 12]);
    const fresh = await evaluate([...args, "--fresh"]);
    expect([fresh.status, server.scored()]).toEqual([0, 12 + 11]);
    expect(fresh.stderr).toBe("");
  });

  it("keeps neither queries nor documents", async () => {
    await using server = await startWordServer();
    await evaluate([...collection, "-r", `tei:${server.url}`, "--answers", "private"]);
    const [name = ""] = readdirSync(join(cwd, "private"));
    const kept = readFileSync(join(cwd, "private", name), "utf8");
    expect(kept.split("\n").filter(Boolean)).toHaveLength(11);
    expect(kept).not.toMatch(/otter|food|winter|bread/);
  });
});

describe("what is wrong", () => {
  it.each<[string, readonly string[], RegExp]>([
    ["an unknown measure", [...collection, "-m", "nDGC@10"], /no measure "nDGC@10".* Did you mean nDCG/],
    ["a bound that is none", [...collection, "--fail-below", "0.5"], /"0\.5" is no \[NAME:\]METRIC=VALUE/],
    [
      "an unknown baseline",
      [...collection, "-r", "lexical", "--baseline", "lexica"],
      /the baseline "lexica" is none of the systems/,
    ],
    ["no collection", ["-r", "lexical"], /no collection: name DATASET_DIR/],
    ["a folder that is none", ["nowhere", "-r", "lexical"], /nowhere/],
    ["runs that go nowhere", [...collection, "--save-runs"], /--save-runs: only with --out/],
    [
      "a prompt of no size",
      [...collection, "--context", "0"],
      /"0" is no size of a prompt; write 5 for documents or 2000t/,
    ],
  ])("%s ends with 2 and says so", async (_, args, message) => {
    const { status, stdout, stderr } = await evaluate(args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
  });

  it.each<[string, readonly string[], RegExp]>([
    ["a baseline", ["--baseline", "te"], /^secondpass: the baseline "te" is none of the systems: first stage, tei:/],
    [
      "a bound",
      ["--fail-below", "te:P@1=0.1"],
      /^secondpass: --fail-below: "te" is none of the systems: first stage, tei:/,
    ],
  ])("%s on somebody who is not there is told before anybody is asked", async (_, args, message) => {
    await using server = await startWordServer();
    const { status, stderr } = await evaluate([...collection, "-r", `tei:${server.url}`, ...args]);
    expect([status, server.scored()]).toEqual([2, 0]);
    expect(stderr).toMatch(message);
  });

  it("in the data is told with file and line, and nothing is written", async () => {
    writeFileSync(join(cwd, "bad.tsv"), "query-id\tcorpus-id\tscore\nq-otter\totter-food\thigh\n");
    const { status, stderr } = await evaluate(["animals", "--qrels", "bad.tsv", "-r", "lexical", "--out", "never"]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^secondpass: bad\.tsv:2: .*"?high"?/);
    expect(existsSync(join(cwd, "never"))).toBe(false);
  });
});
