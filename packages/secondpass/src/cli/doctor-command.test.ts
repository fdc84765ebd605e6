import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
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
