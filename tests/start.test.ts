import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const start = resolve(import.meta.dirname, "../scripts/start.js");

function npmStart(
  args: readonly string[],
  typedIn?: string,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const env = { ...process.env, ...(typedIn === undefined ? {} : { INIT_CWD: typedIn }) };
  return promisify(execFile)(process.execPath, [start, ...args], { env });
}

describe("npm start", () => {
  it("shows the sample reranked, on standard output", async () => {
    const { stdout } = await npmStart([]);
    expect(stdout).toContain("A demonstration, not evidence");
    expect(stdout).toMatch(/Question: \w+/);
    expect(stdout).toMatch(/First stage: shared words +│ Reranked/);
    expect(stdout).toMatch(/ {2}first stage {2}0\.\d{4}\n {2}reranked {5}0\.\d{4} {3}wins \d+, losses \d+, ties \d+/);
    expect(stdout).toMatch(/\d+ passages read with their question in \d+\.\d s/);
    expect(stdout).toContain("Try next");
    for (const mark of ["▲", "▼"]) expect(stdout).toContain(mark);
  });

  it("passes arguments on to the command, and files are meant where the user typed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "secondpass-start-"));
    writeFileSync(join(folder, "docs.txt"), "Opening hours.\nA refund takes five days.\n");
    const { stdout, stderr } = await npmStart(
      ["rank", "-r", "lexical", "-q", "refund", "docs.txt", "--format", "json"],
      folder,
    );
    rmSync(folder, { recursive: true });
    expect(JSON.parse(stdout).ranking[0].index).toBe(1);
    expect(stderr).toBe("");
  });

  it("ends with the command's status", async () => {
    await expect(npmStart(["rank"])).rejects.toMatchObject({ code: 2 });
  });
});
