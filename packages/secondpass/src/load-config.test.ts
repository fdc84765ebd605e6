import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadConfig } from "./load-config.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "secondpass-config-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function write(name: string, content: string): void {
  writeFileSync(join(folder, name), content);
}

async function faultOf(file?: string): Promise<string> {
  const error = await loadConfig({ cwd: folder, file }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "misconfigured" });
  return (error as Error).message;
}

const json = '{ "default": "b", "rerankers": { "a": "lexical", "b": { "provider": "lexical", "k1": 0.9 } } }';
const rerankers = { a: { provider: "lexical" }, b: { provider: "lexical", k1: 0.9 } };
const yaml = "default: b\nrerankers:\n  a: lexical\n  b: { provider: lexical, k1: 0.9 }\n";

describe("loadConfig", () => {
  it.each([
    ["json", json],
    ["json", `\ufeff// a comment\n${json.replace("} } }", "}, }, }")}`],
    ["jsonc", `/* a comment */ ${json}`],
    ["yaml", yaml],
    ["yml", yaml],
    ["ts", `const config: object = ${json};\nexport default config;`],
    ["mts", `export default ${json} as const;`],
    ["js", `export default ${json};`],
    ["mjs", `export default ${json};`],
    ["cjs", `module.exports = ${json};`],
  ])("finds and reads secondpass.config.%s", async (extension, content) => {
    const name = `secondpass.config.${extension}`;
    write(name, content);
    const expected = { file: join(folder, name), default: "b", rerankers };
    expect(await loadConfig({ cwd: folder })).toEqual(expected);
    expect(await loadConfig({ cwd: folder, file: name })).toEqual(expected);
    expect(await loadConfig({ file: join(folder, name) })).toEqual(expected);
  });

  it("is nothing where nothing is", async () => {
    expect(await loadConfig({ cwd: folder })).toBeUndefined();
    expect(await loadConfig({ cwd: join(folder, "nowhere") })).toBeUndefined();
  });

  it("looks in no other place, and lets nothing else in", async () => {
    write(".env", "SECONDPASS_TEST_LEAK=1");
    write(".secondpassrc", 'reranker="tei:http://rc"');
    write("package.json", '{ "secondpass": { "reranker": "tei:http://package" } }');
    mkdirSync(join(folder, ".config"));
    write(".config/secondpass.json", '{ "reranker": "tei:http://config" }');
    expect(await loadConfig({ cwd: folder })).toBeUndefined();

    write("secondpass.config.yaml", "reranker: lexical\n");
    vi.stubEnv("NODE_ENV", "production");
    expect(await loadConfig({ cwd: folder })).toMatchObject({ rerankers: { default: { provider: "lexical" } } });
    expect(process.env.SECONDPASS_TEST_LEAK).toBeUndefined();
  });

  it.each(["extends", "$production", "$env"])("the key %s of others means nothing here", async (key) => {
    vi.stubEnv("NODE_ENV", "production");
    write("secondpass.config.yaml", `reranker: lexical\n${key}: { production: { reranker: "tei:http://h" } }\n`);
    expect(await faultOf()).toContain(`secondpass.config.yaml: ${key}: there is no such key`);
  });

  it("of several files one must be named", async () => {
    write("secondpass.config.json", json);
    write("secondpass.config.yaml", yaml);
    expect(await faultOf()).toBe(
      "there are several configuration files, name one of them: secondpass.config.json, secondpass.config.yaml",
    );
    expect(await loadConfig({ cwd: folder, file: "secondpass.config.yaml" })).toMatchObject({ default: "b" });
  });

  it.each([
    ["a.json", '{ "a": 1,\n  b }', "a.json: not valid JSON at line 2, column 3 (invalid symbol)"],
    ["a.json", "", "a.json: not valid JSON at line 1, column 1 (value expected)"],
    [
      "a.json",
      '{ "rerankers": {\n "a": "lexical", "a": 1 } }',
      'a.json: the key "a" stands twice, at line 2, column 18',
    ],
    ["a.yaml", "", "a.yaml: it is empty"],
    ["a.yaml", "# nothing\n", "a.yaml: it is empty"],
    ["a.yaml", "a: 1\nb: [1\nc: 2", "a.yaml: missed comma between flow collection entries (3:1)"],
    ["a.yaml", "lexical", 'a.yaml: the configuration must be an object with "rerankers" or "reranker", is a string'],
    ["a.ts", "export default {", "a.ts: ParseError: Unexpected token"],
    ["a.ts", 'import "./nowhere.ts"; export default {};', "a.ts: Cannot find module './nowhere.ts'"],
    ["a.mjs", 'throw new Error("no luck");', "a.mjs: no luck"],
    ["a.mjs", "export const other = 1;", "other: there is no such key"],
    ["a.toml", "a = 1", "a.toml: unknown kind of file; known: .json, .jsonc, .yaml"],
    [
      "a.json",
      '{ "reranker": { "provider": "lexical", "k1": -1 } }',
      "a.json: reranker: lexical: k1 must be a finite number",
    ],
  ])("says what is wrong with %s %j", async (name, content, message) => {
    write(name, content);
    expect(await faultOf(name)).toContain(message);
  });

  it("says that a file is not there, or none", async () => {
    expect(await faultOf("nowhere.json")).toBe("nowhere.json: there is no such file");
    mkdirSync(join(folder, "folder.json"));
    expect(await faultOf("folder.json")).toBe("folder.json: it is no file");
  });

  it.each(["json", "yaml"])("__proto__ in %s is refused", async (extension) => {
    const name = `secondpass.config.${extension}`;
    write(name, '{ "reranker": "lexical", "__proto__": { "reranker": "tei" } }');
    expect(await faultOf()).toContain(`${name}: __proto__: the name "__proto__" is not allowed`);
  });
});
