import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAilingServer } from "./__fixtures__/ailing-server.ts";
import { type Ran, runCommand } from "./__fixtures__/run-command.ts";

let cwd = "";
function write(name: string, ...lines: readonly string[]): void {
  writeFileSync(join(cwd, name), `${lines.join("\n")}\n`);
}

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "secondpass-run-"));
  write(
    "run.trec",
    "# query Q0 document rank score tag",
    "q2 Q0 d3 1 9.5 bm25",
    "q2 Q0 d1 2 8 bm25",
    "q2 Q0 d2 3 7 bm25",
    "q1\tQ0\td1\t1\t5\tbm25",
    "q1 Q0 d2 2 6 bm25",
    "q1 Q0 d3 2 1 bm25",
  );
  write("queries.tsv", "q1\trefund", "q2\topening hours", "q3\tnever asked");
  const documents = [
    { _id: "d1", title: "Opening", text: "hours are nine to five" },
    { _id: "d2", title: "", text: "a refund takes five days" },
    { id: "d3", text: "the museum is closed" },
    { _id: "d4", text: "never found" },
  ];
  write("corpus.jsonl", ...documents.map((one) => JSON.stringify(one)));
});
afterAll(() => rmSync(cwd, { recursive: true }));

const files = ["--run", "run.trec", "--queries", "queries.tsv", "--corpus", "corpus.jsonl"];

function rank(...args: string[]): Promise<Ran> {
  return runCommand(["rank", ...args], { cwd });
}

/** Query, document and rank of each line. */
function placesOf(run: string): readonly string[] {
  const lines = run.trimEnd().split("\n");
  return lines.map((line) => line.split(" ")).map(([query, , document, at]) => `${query} ${document} ${at}`);
}

describe("rank --run", () => {
  it("reranks every query, in the run's order of queries, and writes a run", async () => {
    const { status, stdout, stderr } = await rank(...files, "-r", "lexical", "-o", "out.trec");
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "" });
    const run = readFileSync(join(cwd, "out.trec"), "utf8");
    expect(placesOf(run)).toEqual(["q2 d1 1", "q2 d3 2", "q2 d2 3", "q1 d2 1", "q1 d1 2", "q1 d3 3"]);
    expect(run.split("\n")[0]).toMatch(/^q2 Q0 d1 1 \d\.\d+ lexical:bm25$/);
    const again = await rank("--run", "out.trec", ...files.slice(2), "-r", "lexical");
    expect(placesOf(again.stdout)).toEqual(placesOf(run));
  });

  it("reranks the first k, and leaves the others behind them", async () => {
    const { stdout } = await rank(...files, "-r", "lexical", "-k", "2", "--tag", "two of them");
    expect(placesOf(stdout)).toEqual(["q2 d1 1", "q2 d3 2", "q2 d2 3", "q1 d2 1", "q1 d1 2", "q1 d3 3"]);
    const one = await rank(...files, "-r", "lexical", "-k", "1");
    expect(placesOf(one.stdout)).toEqual(["q2 d3 1", "q2 d1 2", "q2 d2 3", "q1 d2 1", "q1 d1 2", "q1 d3 3"]);
    expect(stdout).toMatch(/ two_of_them\n/);
  });

  it("counts degraded answers", async () => {
    const server = await startAilingServer();
    try {
      const args = [...files, "-r", `tei:${server.url}`];
      const [plain, failing] = [await rank(...args), await rank(...args, "--fail-degraded")];
      expect([plain.status, failing.status]).toEqual([0, 3]);
      expect(placesOf(plain.stdout)).toEqual(["q2 d3 1", "q2 d1 2", "q2 d2 3", "q1 d2 1", "q1 d1 2", "q1 d3 3"]);
      expect(failing.stderr).toContain("the answers to 2 of 2 queries are degraded");
    } finally {
      await server.close();
    }
  });

  it.each([
    [["--run", "run.trec"], "--run needs --queries and --corpus too"],
    [[...files, "-q", "x", "-n", "3", "docs.txt"], "--run does not go together with FILE, -q, -n"],
    [["-q", "x", "-o", "out.trec", "--tag", "t"], "-o, --tag: only with --run"],
    [[...files, "--queries", "nowhere.tsv"], "nowhere.tsv: cannot be read: no such file"],
    [[...files, "--queries", "."], ".: unknown kind of file"],
    [[...files, "--corpus", "short.tsv"], "short.tsv: there is no d3 and 1 more that the run has"],
    [[...files, "--corpus", "twice.tsv"], "twice.tsv:2: the id d1 comes twice"],
    [[...files, "--corpus", "bad.jsonl"], "bad.jsonl:2: not valid JSON"],
    [[...files, "--corpus", "textless.jsonl"], 'textless.jsonl:1: field "text" must be a string'],
    [[...files, "--run", "five.trec"], "five.trec:1: a run has 6 fields"],
    [[...files, "--run", "score.trec"], 'score.trec:1: the score must be a number, is "high"'],
    [[...files, "--run", "twice.trec"], "twice.trec:2: document d1 is ranked twice for query q1"],
    [[...files, "--run", "empty.trec"], "empty.trec: there is no ranking in it"],
    [[...files, "-o", "no/where"], "-o: no/where cannot be written: ENOENT"],
    [["-r", "lexical"], "required option '-q, --query <query>' not specified"],
  ])("%j is wrong usage", async (args, message) => {
    write("short.tsv", "d1\tone");
    write("twice.tsv", "d1\tone", "d1\ttwo");
    write("bad.jsonl", '{"_id":"d1","text":"one"}', "{");
    write("textless.jsonl", '{"_id":"d1"}');
    write("five.trec", "q1 Q0 d1 1 5");
    write("score.trec", "q1 Q0 d1 1 high t");
    write("twice.trec", "q1 Q0 d1 1 5 t", "q1 Q0 d1 2 4 t");
    write("empty.trec", "# nothing");
    const { status, stdout, stderr } = await rank("-r", "lexical", ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(existsSync(join(cwd, "no"))).toBe(false);
  });
});
