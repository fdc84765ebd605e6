import { expect, it } from "vitest";
import { canary } from "./canary.ts";
import { createJudge, type Finding } from "./finding.ts";
import { type Ended, judgeEnd } from "./play.ts";

const well: Ended = {
  result: { findings: [], issued: 1000, settled: 1000, problems: [], cpuMs: 0 },
  written: "",
  status: 0,
  farewellMs: 3,
};

const judged = (ended: Partial<Ended>): Finding | undefined => {
  const findings: Finding[] = [];
  judgeEnd(createJudge("F3", findings), { ...well, ...ended });
  expect(findings).toHaveLength(1);
  return findings[0];
};

it("is content with a scenario that ended well", () => {
  expect(judged({})).toMatchObject({ what: "global invariants, 1,000 calls", figure: "hold", verdict: "ok" });
});

it.each<[Partial<Ended>, string]>([
  [{ result: { ...well.result, problems: ["2 Timeout left"] } as never }, "2 Timeout left"],
  [{ written: `leaked ${canary.key}` }, "the key in its output"],
  [{ result: undefined, status: "SIGSEGV" }, "it ended before it was over; it ended with SIGSEGV: "],
  [{ status: 1, written: "no such thing" }, "it ended with 1: no such thing"],
  [{ farewellMs: 1_001 }, "its process ended 1,001 ms after close"],
])("finds what is wrong: %j", (ended, problem) => {
  expect(judged(ended)).toMatchObject({ verdict: "FAILED", figure: problem });
});
