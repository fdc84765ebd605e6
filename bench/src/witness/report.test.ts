import { expect, it } from "vitest";
import { witnessReport } from "./report.ts";

it("puts each finding into a row, whatever it holds", () => {
  const machine = { date: "2026-01-02", node: "v20.0.0", platform: "linux x64", cpu: "one, 2 cores" };
  const findings = [
    { check: "scores", verdict: "ok", detail: "fine" },
    { check: "a | b", verdict: "FAILED", detail: "two\nlines" },
  ] as const;
  const servers = [{ name: "TEI", version: "1.2.3", findings }];
  const report = witnessReport(
    { machine, command: "npm run witness -- --models m", reference: { torch: "2" } },
    servers,
  );
  expect(report).toContain("| TEI | 1.2.3 | scores | ok | fine |\n| TEI | 1.2.3 | a \\| b | FAILED | two lines |");
  expect(report).toContain("1 passed, 1 failed, 0 skipped.");
  expect(report).toContain("- Date: 2026-01-02");
  expect(report).toContain("- Command: `npm run witness -- --models m`");
});
