import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type AilingServer, startAilingServer } from "./__fixtures__/ailing-server.ts";
import { type Ran, runCommand } from "./__fixtures__/run-command.ts";

let cwd = "";
let server: AilingServer;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "secondpass-configured-"));
});
afterAll(() => rmSync(cwd, { recursive: true }));
beforeEach(async () => {
  server = await startAilingServer();
  const ailing = { provider: "tei", url: server.url, retry: { retries: 2 }, budgetMs: 9000, attemptTimeoutMs: 5000 };
  const rerankers = {
    well: { provider: "lexical", k1: 0.9 },
    alone: ailing,
    helped: { ...ailing, retry: false, fallback: ["well"] },
    strict: { ...ailing, retry: false, strict: true },
  };
  writeFileSync(join(cwd, "secondpass.config.json"), JSON.stringify({ rerankers }));
});
afterEach(() => server.close());

const input = '"opening hours"\n"a refund"\n';

function rank(...args: string[]): Promise<Ran> {
  return runCommand(["rank", "-q", "refund", "--format", "json", ...args], { cwd, input });
}

function answerOf({ stdout }: Ran): { kind: string; requested: string; reranker: string; order: readonly number[] } {
  const { outcome, requested, reranker, ranking } = JSON.parse(stdout);
  return { kind: outcome.kind, requested, reranker, order: ranking.map(({ index }: { index: number }) => index) };
}

describe("rank with a configuration file", () => {
  it("asks the file's default, or the entry that is named", async () => {
    const expected = { kind: "reranked", requested: "lexical:bm25", reranker: "lexical:bm25", order: [1, 0] };
    for (const args of [[], ["-r", "well"], ["-c", "secondpass.config.json#well", "--fail-degraded"]]) {
      const ran = await rank(...args);
      expect({ status: ran.status, stderr: ran.stderr }).toEqual({ status: 0, stderr: "" });
      expect(answerOf(ran)).toEqual(expected);
    }
  });

  it.each([
    ["alone", { kind: "first-stage", reranker: "tei", order: [0, 1] }],
    ["helped", { kind: "fallback", reranker: "lexical", order: [1, 0] }],
  ])(
    "%s: a degraded answer is an answer; with --fail-degraded the status alone is another",
    async (entry, expected) => {
      const [plain, failing] = [await rank("-r", entry), await rank("-r", entry, "--fail-degraded")];
      expect([plain.status, failing.status]).toEqual([0, 3]);
      for (const ran of [plain, failing]) {
        const { reranker, ...answer } = answerOf(ran);
        expect({ ...answer, reranker: reranker.split(":")[0] }).toMatchObject(expected);
        expect(ran.stderr).toContain(`the answer is degraded: ${expected.kind}`);
      }
    },
  );

  it("a strict stack fails", async () => {
    const { status, stdout, stderr } = await rank("-r", "strict", "--fail-degraded");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/^secondpass: tei/);
  });

  it("a dead host is fallen back from, also at start, and said so", async () => {
    await server.close();
    const { status, stdout, stderr } = await rank("-r", "helped");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ reranker: "lexical:bm25", outcome: { kind: "fallback" } });
    expect(stderr).toContain("the answer is degraded: fallback");
  });
});
