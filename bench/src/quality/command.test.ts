import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { recordingTerminal } from "../testing/recording-terminal.ts";
import { temporaryFolder } from "../testing/temporary-files.ts";
import { runQuality } from "./command.ts";

const folder = temporaryFolder();
afterAll(folder.remove);

mkdirSync(join(folder.path, "cranfield"));
folder.write(
  "cranfield/corpus.jsonl",
  '{"_id": "1", "title": "", "text": "wings"}\n{"_id": "2", "title": "", "text": "plates"}',
);
folder.write("cranfield/queries.tsv", "q\twhat of plates\n");
folder.write("cranfield/qrels.txt", "q 0 2 1\n");
folder.write("cranfield/run.bm25.top100.trec", "q Q0 1 1 2 t\nq Q0 2 2 1 t\n");

async function run(...args: string[]): Promise<{ status: number; printed: string; complaint: string }> {
  const terminal = recordingTerminal();
  const status = await runQuality(args, terminal);
  return { status, printed: terminal.printed.join("\n"), complaint: terminal.complaints.join("\n") };
}

describe("quality", () => {
  it("prints a row per collection: the given order, each reranker, the difference", async () => {
    const asked = ["--assets", folder.path, "--set", "cranfield", "--reranker", "none", "--reranker", "lexical"];
    const { status, printed, complaint } = await run(...asked);
    expect([status, complaint]).toEqual([0, ""]);
    expect(printed).toMatch(/^\| set +\| queries \| given order \| +none \| +lexical \|$/m);
    expect(printed).toMatch(/^\| cranfield \| +1 \| +0\.6309 \| 0\.6309 \(0\.0000\) \| 1\.0000 \(\+0\.3691\) \|$/m);
    expect(printed).toMatch(/^\| cranfield \| +0\/0\/1 \| +1\/0\/0 \|$/m);
    expect(printed).toMatch(/^\| cranfield \| \d+\.\d\d \| +\d+\.\d\d \|$/m);
    expect(printed).toContain("--set cranfield --reranker none --reranker lexical`");
  });

  it("measures a reranker that is named twice once", async () => {
    const asked = ["--assets", folder.path, "--set", "cranfield", "--reranker", "none", "--reranker", "none"];
    expect((await run(...asked)).printed).toContain("# Ranking quality: none\n");
  });

  it("says what is missing, and exits with 2", async () => {
    const { status, printed, complaint } = await run("--assets", folder.path, "--reranker", "none");
    expect([status, printed]).toEqual([2, ""]);
    expect(complaint).toBe(`No scifact, dl19 in ${folder.path}; --assets DIR names a folder with the collections.`);
  });

  it.each([
    [["--set", "msmarco"], /--set must be one of cranfield, scifact, dl19, is "msmarco"/],
    [
      ["--reranker", "toString"],
      /--reranker must be one of lexical, lexical-statistics, cosine, maxsim, both, none, is "toString"/,
    ],
    [["-k", "0"], /-k must be a positive integer, is "0"/],
    [["-k", "ten"], /-k must be a positive integer, is "ten"/],
    [["--depht", "5"], /--depht/],
  ])("refuses %j with 2 and how it is used", async (args, message) => {
    const { status, printed, complaint } = await run(...args);
    expect([status, printed]).toEqual([2, ""]);
    expect(complaint).toMatch(message);
    expect(complaint).toContain("Usage:");
  });

  it("explains itself", async () => {
    const { status, printed } = await run("--help");
    expect(status).toBe(0);
    for (const option of ["--assets", "--set", "--reranker", "-k"]) expect(printed).toContain(option);
  });
});
