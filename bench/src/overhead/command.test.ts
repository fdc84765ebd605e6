import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { recordingTerminal } from "../testing/recording-terminal.ts";
import { temporaryFolder } from "../testing/temporary-files.ts";
import { runOverhead } from "./command.ts";
import type { OverheadReport } from "./report.ts";

const folder = temporaryFolder();
afterAll(folder.remove);

describe("overhead", () => {
  it("prints every case at every length, and writes the same figures as JSON", async () => {
    const json = join(folder.path, "overhead.json");
    const terminal = recordingTerminal();
    expect(await runOverhead(["--rounds", "1", "--time", "1", "--json", json], terminal)).toBe(0);
    const report: OverheadReport = JSON.parse(readFileSync(json, "utf8"));
    expect(report.cases.map(({ documents }) => documents)).toEqual([10, 100, 1000].flatMap((n) => Array(5).fill(n)));
    expect(report.machine).toMatchObject({ node: process.version });
    const [printed = ""] = terminal.printed;
    for (const { name, documents, medianUs } of report.cases) {
      const cells = printed.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
      expect(cells).toContainEqual(expect.arrayContaining([name, String(documents), medianUs.toFixed(1)]));
    }
    expect(printed).toContain(`Node ${process.version}`);
    expect(printed).toContain("node bench/dist/overhead.js --rounds 1 --time 1");
  });

  it.each([
    [["--rounds", "0"], /--rounds must be a positive integer, is "0"/],
    [["--time", "1s"], /--time must be a positive integer, is "1s"/],
    [["--fast"], /--fast/],
  ])("refuses %j with 2 and how it is used", async (args, message) => {
    const terminal = recordingTerminal();
    expect(await runOverhead(args, terminal)).toBe(2);
    expect(terminal.complaints.join()).toMatch(message);
    expect(terminal.complaints.join()).toContain("Usage:");
  });

  it("explains itself", async () => {
    const terminal = recordingTerminal();
    expect(await runOverhead(["--help"], terminal)).toBe(0);
    expect(terminal.printed.join()).toContain("--json FILE");
  });
});
