import { expect, it } from "vitest";
import { createJudge, type Finding, readable } from "./finding.ts";

const judged = (judge: (by: ReturnType<typeof createJudge>) => void): Finding[] => {
  const findings: Finding[] = [];
  judge(createJudge("F3", findings));
  return findings;
};

it("judges by the limit, which is good enough by itself, and tells both", () => {
  const findings = judged((by) => {
    by.atMost("p99", 275, 275, "ms");
    by.atMost("p99", 275.01, 275, "ms");
    by.atLeast("opened", 0, 1);
    by.exactly("lost", 0, 0);
    by.exactly("state", "open", "closed");
  });
  expect(findings.map(({ figure, limit, verdict }) => [figure, limit, verdict])).toEqual([
    ["275 ms", "≤ 275 ms", "ok"],
    ["275 ms", "≤ 275 ms", "FAILED"],
    ["0", "≥ 1", "FAILED"],
    ["0", "0", "ok"],
    ["open", "closed", "FAILED"],
  ]);
});

it("takes no figure for a failure, and no look for neither", () => {
  const findings = judged((by) => {
    by.atMost("p99", Number.NaN, 275, "ms");
    by.skip("packet loss", "no nft");
  });
  expect(findings.map(({ verdict }) => verdict)).toEqual(["FAILED", "skipped"]);
  expect(findings[1]).toEqual({
    scenario: "F3",
    what: "packet loss",
    figure: "no nft",
    limit: "–",
    verdict: "skipped",
  });
});

it.each([
  [100_000, "100,000"],
  [251.34, "251"],
  [25.34, "25.3"],
  [0.01234, "0.012"],
  [0, "0"],
  [Number.NaN, "NaN"],
])("writes %d as %s", (value, text) => {
  expect(readable(value)).toBe(text);
});
