import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommand } from "./__fixtures__/run-command.ts";
import { type Chosen, chooseReranker } from "./choose-reranker.ts";

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "secondpass-choose-"));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const found = { default: "b", rerankers: { a: "lexical", b: "lexical", tei: "tei:http://here" } };
const other = { rerankers: { x: "lexical", y: "lexical" } };

function write(name: string, content: unknown): void {
  writeFileSync(join(cwd, name), typeof content === "string" ? content : JSON.stringify(content));
}

function said(chosen: Chosen): string {
  return chosen.kind === "entry" ? `${chosen.config.name}#${chosen.entry}` : chosen.shorthand;
}

const here = "secondpass.config.json";
const shell = { SECONDPASS_RERANKER: "a" };

describe("which reranker is meant", () => {
  it.each([
    [{ reranker: "a", config: "other.json" }, shell, "-r: there is no reranker"],
    [{ reranker: "x", config: "other.json" }, shell, "other.json#x"],
    [{ reranker: "x", config: "other.json#y" }, shell, "other.json#x"],
    [{ reranker: "a" }, { SECONDPASS_RERANKER: "b" }, `${here}#a`],
    [{ reranker: "lexical" }, shell, "lexical"],
    [{ reranker: "tei" }, shell, `${here}#tei`],
    [{ reranker: "tei:http://there" }, shell, "tei:http://there"],
    [{ config: "other.json" }, shell, "other.json#x"],
    [{ config: "other.json#y" }, shell, "other.json#y"],
    [{ config: here }, shell, `${here}#b`],
    [{}, shell, `${here}#a`],
    [{}, { SECONDPASS_RERANKER: "cohere:m" }, "cohere:m"],
    [{}, { SECONDPASS_RERANKER: "" }, `${here}#b`],
    [{}, {}, `${here}#b`],
  ])("%j, with %j in the environment, is %s", async (choice, env, expected) => {
    write(here, found);
    write("other.json", other);
    const chosen = await chooseReranker(choice, { cwd, env }).then(said, (error: Error) => error.message);
    expect(chosen.slice(0, expected.length)).toBe(expected);
  });

  it("is the bundled model where there is no file", async () => {
    expect(await chooseReranker({}, { cwd, env: {} })).toMatchObject({ kind: "shorthand", shorthand: "onnx" });
    expect(await chooseReranker({}, { cwd, env: { SECONDPASS_RERANKER: "lexical" } })).toMatchObject({
      shorthand: "lexical",
      from: "SECONDPASS_RERANKER",
    });
  });

  it.each([
    [{ reranker: "c" }, {}, `-r: there is no reranker "c"; entries of ${here}: a, b, tei; providers: lexical, onnx, `],
    [{ reranker: "lexcal" }, {}, 'Did you mean "lexical"?'],
    [{}, { SECONDPASS_RERANKER: "c" }, 'SECONDPASS_RERANKER: there is no reranker "c"'],
    [{ config: `${here}#te` }, {}, `-c: there is no entry "te" in ${here}; known: a, b, tei. Did you mean "tei"?`],
    [{ config: `${here}#__proto__` }, {}, `-c: there is no entry "__proto__" in ${here}`],
    [{ config: "nowhere.json" }, {}, "nowhere.json: there is no such file"],
  ])("refuses %j", async (choice, env, message) => {
    write(here, found);
    await expect(chooseReranker(choice, { cwd, env })).rejects.toThrow(message);
  });

  it("a file may have # in its name", async () => {
    mkdirSync(join(cwd, "c#"));
    write("c#/x.json", other);
    expect(said(await chooseReranker({ config: "c#/x.json" }, { cwd, env: {} }))).toBe("c#/x.json#x");
    expect(said(await chooseReranker({ config: "c#/x.json#y" }, { cwd, env: {} }))).toBe("c#/x.json#y");
  });

  it("does not run a module for a shorthand with a colon", async () => {
    write("secondpass.config.mjs", 'throw new Error("was run");');
    expect(said(await chooseReranker({ reranker: "lexical:bm25" }, { cwd, env: {} }))).toBe("lexical:bm25");
    await expect(chooseReranker({ reranker: "lexical" }, { cwd, env: {} })).rejects.toThrow("was run");
  });
});

describe("what is wrong is wrong usage", () => {
  it.each([
    [["-c", "bad.json"], "bad.json: rerankers.a.retry: must be false, or an object with retries, is 5"],
    [["-r", "lexcal"], `-r: there is no reranker "lexcal"`],
    [["-r", "a", "-c", "nowhere.json"], "nowhere.json: there is no such file"],
  ])("rank %j", async (args, message) => {
    write("bad.json", { rerankers: { a: { provider: "lexical", retry: 5 } } });
    const { status, stderr, stdout } = await runCommand(["rank", "-q", "x", ...args], { cwd, input: '"a"\n' });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});
