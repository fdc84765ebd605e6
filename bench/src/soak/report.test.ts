import { expect, it } from "vitest";
import { soakReport } from "./report.ts";

const machine = { date: "2026-01-02", node: "v20.0.0", platform: "linux x64", cpu: "one, 2 cores" };

it("puts each figure into a row beside its limit, whatever it holds, and counts verdicts", () => {
  const findings = [
    { scenario: "F3", what: "p99", figure: "0.08 ms", limit: "≤ 0.1 ms", verdict: "ok" },
    { scenario: "F3", what: "opened", figure: "a | b\nc", limit: "once", verdict: "FAILED" },
    { scenario: "F3", what: "loss", figure: "no nft", limit: "–", verdict: "skipped" },
  ] as const;
  const report = soakReport(machine, "npm run soak -- --only F3", [
    { id: "F3", about: "every connection is reset", findings, seconds: 12.3, others: 0.44 },
  ]);
  expect(report).toContain(
    "| F3 | every connection is reset: p99 | 0.08 ms | ≤ 0.1 ms | ok |\n| F3 | opened | a \\| b c | once | FAILED |",
  );
  expect(report).toContain("| F3 | loss | no nft | – | skipped |");
  expect(report).toContain("1 kept, 1 failed, 1 skipped.");
  expect(report).toContain("F3 0.4 (12 s)");
  expect(report).toContain("- Command: `npm run soak -- --only F3`");
});
