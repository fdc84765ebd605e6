import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "./__fixtures__/run-command.ts";

const random = `onnx:${resolve(import.meta.dirname, "../../../adapters/onnx/src/__fixtures__/models/one-label")}`;

describe("doctor", () => {
  it("finds nothing wrong with the bundled model", async () => {
    const { status, stdout, stderr } = await runCommand(["doctor"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^onnx \(onnx:mini\)\n/);
    expect(stdout.match(/✓ \w+/g)).toEqual(["✓ ready", "✓ traits", "✓ answer", "✓ latency"]);
    expect(stdout).toContain("the right document came first");
  });

  it("goes through several, and says where each fails", async () => {
    const args = ["doctor", "-r", "lexical", "-r", "onnx:./nowhere", "-r", "lexicon", "-r", random];
    const { status, stdout, stderr } = await runCommand(args);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout).toMatch(/lexical \(lexical:bm25\)\n {2}✓ ready/);
    expect(stdout).toMatch(/✗ ready {2}model_load: onnx: there is no folder .*nowhere/);
    expect(stdout).toMatch(
      /lexicon\n {2}✗ configured {2}misconfigured: there is no reranker "lexicon".*Did you mean "lexical"\?/,
    );
    expect(stdout).toMatch(/✗ answer {2}the wrong document came first .* is this model a reranker/);
  });

  it("prints JSON and nothing else where that is wanted", async () => {
    const { status, stdout } = await runCommand(["doctor", "-r", "lexical", "-r", "nothing", "--format", "json"]);
    expect(status).toBe(1);
    const { ok, rerankers } = JSON.parse(stdout);
    expect(ok).toBe(false);
    expect(rerankers).toMatchObject([
      { reranker: "lexical", id: "lexical:bm25", ok: true, findings: [{ check: "ready", ok: true }, {}, {}, {}] },
      { reranker: "nothing", ok: false, findings: [{ check: "configured", ok: false }] },
    ]);
  });

  it("asks as often as it is told to", async () => {
    const { stdout } = await runCommand(["doctor", "-r", "lexical", "--calls", "7"]);
    expect(stdout).toContain("in the middle of 7 calls");
  });

  it.each([
    [["--calls", "0"], "positive integer"],
    [["--timeout", "soon"], "is no duration"],
    [["--format", "xml"], "Allowed choices are table, json"],
  ])("%j is wrong usage", async (args, message) => {
    const { status, stderr } = await runCommand(["doctor", ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe("doctor with a configuration file", () => {
  let cwd = "";
  beforeAll(() => {
    cwd = mkdtempSync(join(tmpdir(), "secondpass-doctor-"));
    const hasty = { provider: "lexical", k1: 0.9, attemptTimeoutMs: 0.0001 };
    const search = { provider: "lexical", fallback: ["offline", hasty] };
    const rerankers = { search, offline: "lexical", broken: "onnx:./nowhere" };
    writeFileSync(join(cwd, "secondpass.config.json"), JSON.stringify({ rerankers }));
  });
  afterAll(() => rmSync(cwd, { recursive: true }));

  async function examined(...args: string[]): Promise<readonly string[]> {
    const { stdout } = await runCommand(["doctor", "--calls", "1", "--format", "json", ...args], { cwd });
    return JSON.parse(stdout).rerankers.map(
      ({ reranker, findings }: { reranker: string; findings: { check: string; ok: boolean }[] }) =>
        `${reranker} ${findings.find(({ ok }) => !ok)?.check ?? "well"}`,
    );
  }

  const ofSearch = ["rerankers.search well", "rerankers.offline well", "rerankers.search.fallback[1] latency"];

  it("examines every reranker of the file by itself, and each once", async () => {
    const all = [...ofSearch, "rerankers.broken ready"];
    expect(await examined()).toEqual(all);
    expect(await examined("-c", "secondpass.config.json")).toEqual(all);
  });

  it("or those of one entry, or what -r names", async () => {
    expect(await examined("-c", "secondpass.config.json#search")).toEqual(ofSearch);
    expect(await examined("-r", "offline", "-r", "lexical:bm25")).toEqual([
      "rerankers.offline well",
      "lexical:bm25 well",
    ]);
  });

  it("says that an attempt may take less than the reranker takes", async () => {
    const { status, stdout } = await runCommand(["doctor", "-c", "secondpass.config.json#search"], { cwd });
    expect(status).toBe(1);
    expect(stdout).toMatch(/rerankers\.search\.fallback\[1\] \(lexical:bm25\)\n/);
    expect(stdout).toContain("that is more than the 0.0001 ms of attemptTimeoutMs, so most attempts would fail");
  });
});
