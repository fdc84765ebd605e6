import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ran, runCommand } from "../__fixtures__/run-command.ts";

let cwd = "";
function write(name: string, ...lines: readonly string[]): void {
  writeFileSync(join(cwd, name), `${lines.join("\n")}\n`);
}

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "secondpass-training-"));
  mkdirSync(join(cwd, "shop/qrels"), { recursive: true });
  const documents = {
    d1: "a refund takes five days",
    d2: "refund of a refund",
    d3: "opening hours are nine to five",
    d4: "the museum is closed",
    d5: "hours of the museum",
  };
  write("shop/corpus.jsonl", ...Object.entries(documents).map(([_id, text]) => JSON.stringify({ _id, text })));
  write("shop/queries.jsonl", '{"_id": "q1", "text": "refund"}', '{"_id": "q2", "text": "opening hours"}');
  write("shop/qrels/train.tsv", "query-id\tcorpus-id\tscore", "q1\td1\t1", "q2\td3\t1");
  write("shop/qrels/test.tsv", "query-id\tcorpus-id\tscore", "q2\td5\t1");
  write("qrels.txt", "q1 0 d1 1", "q2 0 d3 1", "q2 0 d4 0");
  write("queries.tsv", "q1\trefund", "q2\topening hours");
  // d3, the answer to q2, was not found.
  write("run.trec", "q1 Q0 d4 1 9 t", "q1 Q0 d1 2 8 t", "q1 Q0 d2 3 7 t", "q2 Q0 d5 1 9 t", "q2 Q0 d4 2 8 t");
});
afterAll(() => rmSync(cwd, { recursive: true }));

const files = [
  "--qrels",
  "qrels.txt",
  "--queries",
  "queries.tsv",
  "--corpus",
  "shop/corpus.jsonl",
  "--run",
  "run.trec",
];

function exportTraining(...args: string[]): Promise<Ran> {
  return runCommand(["export-training", ...args], { cwd, env: { XDG_CACHE_HOME: join(cwd, "cache") } });
}

/** The texts of each line. */
function textsOf(lines: string): readonly (readonly string[])[] {
  return lines
    .trimEnd()
    .split("\n")
    .map((line) => Object.values(JSON.parse(line)));
}

describe("export-training", () => {
  it("writes what the first stage found beside the answers, and asks no reranker", async () => {
    const { status, stdout, stderr } = await exportTraining(...files);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr:
        "secondpass: 4 lines: 2 positives of 2 of 2 judged queries, with 4 negatives\n" +
        "secondpass: 2 positives have fewer negatives than asked for; no n-tuple is written of those\n",
    });
    expect(stdout.split("\n")[0]).toBe(
      '{"query":"refund","positive":"a refund takes five days","negative":"the museum is closed"}',
    );
    expect(textsOf(stdout).slice(1)).toEqual([
      ["refund", "a refund takes five days", "refund of a refund"],
      ["opening hours", "opening hours are nine to five", "hours of the museum"],
      ["opening hours", "opening hours are nine to five", "the museum is closed"],
    ]);
    expect(existsSync(join(cwd, "cache"))).toBe(false);
  });

  it("mines in a reranker's order, which scores the answers too, and leaves out what comes near them", async () => {
    const asked = [
      ...files,
      "-r",
      "lexical",
      "--absolute-margin",
      "0",
      "--format",
      "n-tuple",
      "-n",
      "1",
      "-o",
      "out.jsonl",
    ];
    const { status, stdout, stderr } = await exportTraining(...asked);
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    // "refund of a refund" scores above the answer.
    expect(textsOf(readFileSync(join(cwd, "out.jsonl"), "utf8"))).toEqual([
      ["refund", "a refund takes five days", "the museum is closed"],
      ["opening hours", "opening hours are nine to five", "hours of the museum"],
    ]);
    expect(stderr).toContain("candidates left out: 1 by the absolute margin\n");
    expect((await exportTraining(...asked)).stderr).toContain("lexical: 2 of 2 answers at depth 3 are kept ones");
  });

  it("writes scores in place of labels", async () => {
    const pairs = await exportTraining(...files, "--format", "labeled-pair", "--judged-only");
    expect(textsOf(pairs.stdout)).toEqual([
      ["opening hours", "opening hours are nine to five", 1],
      ["opening hours", "the museum is closed", 0],
    ]);
    const scored = await exportTraining(
      ...files,
      "-r",
      "lexical",
      "--format",
      "labeled-pair",
      "--scores",
      "--judged-only",
    );
    expect(textsOf(scored.stdout)).toEqual([
      ["opening hours", "opening hours are nine to five", expect.any(Number)],
      ["opening hours", "the museum is closed", 0],
    ]);
  });

  it("takes a folder's training half, all of its documents and the order of their words", async () => {
    const { status, stdout } = await exportTraining("shop", "-n", "1");
    expect(status).toBe(0);
    expect(textsOf(stdout)).toEqual([
      ["refund", "a refund takes five days", "refund of a refund"],
      ["opening hours", "opening hours are nine to five", "hours of the museum"],
    ]);
    expect((await exportTraining("shop", "--split", "test", "-n", "1")).stdout).toContain(
      '"positive":"hours of the museum"',
    );
  });

  it.each([
    [["-r", "lexical", "-r", "onnx"], "-r: one reranker chooses the negatives; name one"],
    [["-o", "nowhere/out.jsonl"], "-o: nowhere/out.jsonl cannot be written: ENOENT"],
    [["--relevant-from", "2"], "no training data: of 2 judged queries"],
    [["--skip-top", "99"], "depth 100 leaves no 4 negatives after the first 99; raise depth"],
  ])("refuses %j with 2", async (args, message) => {
    const { status, stdout, stderr } = await exportTraining(...files, ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(`secondpass: ${message}`);
    expect(readdirSync(cwd).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});
