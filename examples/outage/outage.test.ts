import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";

const program = resolve(import.meta.dirname, "../dist/outage/outage.js");
let stdout = "";
let stderr = "";

beforeAll(async () => {
  // It rejects unless the program ends by itself, and with 0.
  ({ stdout, stderr } = await promisify(execFile)(process.execPath, [program]));
}, 60_000);

/** The numbers in the line of the summary that starts so. */
function numbersAfter(start: string): readonly number[] {
  const line = stdout.split("\n").find((one) => one.startsWith(start)) ?? "";
  return [...line.matchAll(/\d+/g)].map(Number);
}

/** What the summary counts under a name. */
function countOf(name: string): number {
  return Number(new RegExp(`(\\d+) ${name}\\b`).exec(stdout.slice(stdout.lastIndexOf("searches:")))?.[1] ?? 0);
}

describe("npm run example -- outage", () => {
  it("says nothing on standard error", () => {
    expect(stderr).toBe("");
  });

  it("answers every search, reranked before and after, in first-stage order between", () => {
    const [before = 0, during = 0, after = 0, ...more] = numbersAfter("in turn:");
    expect(more).toEqual([]);
    expect(stdout).toContain(`in turn: ${before} ● ${during} ○ ${after} ●`);
    expect(stdout).toContain(
      `${before + during + after} searches: ${before + after} reranked, ${during} first-stage; 0 failed, 0 in a wrong order`,
    );
    for (const count of [before, during, after]) expect(count).toBeGreaterThan(0);
  });

  it("opens the breaker, opens it again after a probe that failed, and closes it after one that was answered", () => {
    // On a slow machine the server may come back too late for a probe or two.
    expect(stdout).toMatch(/^breaker: open( → halfOpen → open)+ → halfOpen → close$/m);
  });

  it("asks a gone server no more often than it takes to open, and for each probe", () => {
    const [ok = 0, ...others] = numbersAfter("attempts:");
    const inVain = others.reduce((sum, count) => sum + count, 0);
    expect(stdout).toMatch(/^attempts: \d+ ok, /m);
    expect(ok).toBe(countOf("reranked"));
    // A search that met the open breaker at its retry has attempts of both kinds.
    expect(inVain).toBeGreaterThanOrEqual(countOf("first-stage"));
    expect(countOf("breaker_open")).toBeGreaterThan(inVain - countOf("breaker_open"));
  });

  it("draws each search once, a line a tick, without colours where there is no terminal", () => {
    const lines = stdout.split("\n").filter((line) => / s {2}server /.test(line));
    const signs = lines.map((line) => line.split(" ").at(-1)).join("");
    const [before = 0, during = 0, after = 0] = numbersAfter("in turn:");
    expect(signs).toBe("●".repeat(before) + "○".repeat(during) + "●".repeat(after));
    expect(lines.length).toBeGreaterThan(10);
    expect(stdout).not.toContain("\u001b");
  });

  it("is found by its name", async () => {
    const run = resolve(import.meta.dirname, "../../scripts/run.js");
    const named = await promisify(execFile)(process.execPath, [run, "examples"]).catch((error) => error);
    expect(named).toMatchObject({ code: 2, stderr: expect.stringContaining("outage, own-adapter") });
  });
});
