import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "./__fixtures__/run-command.ts";

const home = resolve(import.meta.dirname, "../..");
const input = '"Opening hours are nine to five."\n"How to ask for your money back."\n';
const rank = ["rank", "-q", "refund", "--format", "json"];

let elsewhere = "";
let bin = "";

/** The package as it is installed without its optional peers. */
beforeAll(() => {
  elsewhere = mkdtempSync(join(tmpdir(), "secondpass-lean-"));
  const target = join(elsewhere, "node_modules/secondpass");
  for (const part of ["bin", "dist", "package.json"]) cpSync(join(home, part), join(target, part), { recursive: true });
  bin = join(target, "bin/secondpass.js");
  for (const name of dependencies()) {
    const link = join(elsewhere, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(realpathSync(join(home, "node_modules", name)), link);
  }
});

afterAll(() => rmSync(elsewhere, { recursive: true }));

function dependencies(): readonly string[] {
  const names = readdirSync(join(home, "node_modules")).filter(
    (name) => !name.startsWith(".") && name !== "@secondpass",
  );
  return [...names, "@secondpass/config", "@secondpass/core", "@secondpass/lexical", "@secondpass/resilience"];
}

describe("where nothing is asked for", () => {
  it("the bundled local model reranks, and understands other words", async () => {
    const { status, stdout, stderr } = await runCommand(rank, { input });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const { requested, scoreScale, ranking } = JSON.parse(stdout);
    expect({ requested, scoreScale, first: ranking[0].index }).toEqual({
      requested: "onnx:mini",
      scoreScale: "similarity",
      first: 1,
    });
    expect(Object.keys(ranking[0].parts)).toEqual(["cosine", "maxsim"]);
  });

  it("without its packages words decide, with one line on what to install", async () => {
    const { status, stdout, stderr } = await runCommand(rank, { input, bin });
    expect(status).toBe(0);
    expect(JSON.parse(stdout).requested).toBe("lexical:bm25");
    expect(stderr).toMatch(/^secondpass: warning: .*npm install @secondpass\/onnx @secondpass\/mini\n$/);
  });
});

describe("where the local model is asked for", () => {
  it("without its package the message says what to install", async () => {
    const { status, stderr } = await runCommand([...rank, "-r", "onnx"], { input, bin });
    expect(status).toBe(2);
    expect(stderr).toContain("@secondpass/onnx is not installed: npm install @secondpass/onnx");
  });

  it("a folder that is not there fails, naming it", async () => {
    const { status, stderr } = await runCommand([...rank, "-r", "onnx:./nowhere"], { input });
    expect(status).toBe(1);
    expect(stderr).toMatch(/there is no folder .*nowhere/);
  });

  it("a model hub's id is refused, saying what a folder looks like", async () => {
    const { status, stderr } = await runCommand([...rank, "-r", "onnx:cross-encoder/ms-marco-MiniLM-L6-v2"], { input });
    expect(status).toBe(2);
    expect(stderr).toMatch(/model must be a folder starting with .*"cross-encoder\/ms-marco-MiniLM-L6-v2"/);
  });
});
