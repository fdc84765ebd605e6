import type { RerankResponse } from "@secondpass/core";
import { expect, it } from "vitest";
import type { BackendView } from "../backend/messages.ts";
import type { AttemptResult } from "../explain.ts";
import { createJudge, type Finding } from "../finding.ts";
import { createAccounts, judgeAccounts } from "./accounts.ts";

const response = (attempts: readonly AttemptResult[], scored: number): RerankResponse => ({
  ranking: [],
  rerankerId: "a:b",
  scoreScale: "probability",
  outcome: {
    kind: scored > 0 ? "reranked" : "first-stage",
    scored,
    attempts: attempts.map((result) => ({ rerankerId: "a:b", result, durationMs: 1 })),
  },
  warnings: [],
});

const view = (calls: readonly number[], met: readonly string[]): BackendView => {
  const faults = [...new Set(met)];
  return {
    calls: Uint32Array.from(calls),
    met: Uint16Array.from(met.map((name) => faults.indexOf(name))),
    faults,
    connections: 1,
    openConnections: 0,
    usedConnections: 0,
    requests: calls.length,
    gone: 0,
    cpuMs: 0,
    problems: [],
  };
};

it("keeps up to five attempts of a call, and whether it has scores", () => {
  const accounts = createAccounts(11, 3);
  const five: AttemptResult[] = ["overloaded", "internal", "timeout", "bad_request", "ok"];
  accounts.note(11, response(five, 3));
  accounts.note(13, response(["timeout"], 0));
  expect(accounts.of(11)).toEqual({ attempts: five, scored: true });
  expect(accounts.of(12)).toBeUndefined();
  expect(accounts.of(13)).toEqual({ attempts: ["timeout"], scored: false });
});

it("finds every call that does not go together with what the server saw", () => {
  const accounts = createAccounts(2, 6);
  accounts.note(2, response(["ok"], 1));
  accounts.note(3, response(["overloaded", "ok"], 1));
  accounts.note(4, response(["timeout"], 0));
  accounts.note(5, response(["overloaded"], 0));
  // Answered without scores though all went well; and call 7 was lost.
  accounts.note(6, response(["ok"], 0));
  const findings: Finding[] = [];
  const seen = view(
    [1, 2, 3, 3, 4, 5, 5, 6],
    ["good", "good", "status-503", "good", "good", "status-503", "status-503", "good"],
  );
  judgeAccounts(createJudge("F1", findings), accounts, seen);
  expect(findings[0]).toMatchObject({ verdict: "FAILED", what: expect.stringContaining("of 6 calls and 7 requests") });
  expect(findings[0]?.figure).toBe(
    "3; call 5 tried overloaded and met status-503, status-503; call 6 tried ok and met good; call 7 tried nothing and met nothing",
  );
});
