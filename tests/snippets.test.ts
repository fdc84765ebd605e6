import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
const folder = join(root, ".snippets");

const documents = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".md") && !/(^|\/)(node_modules|dist|\.git|\.changeset|\.snippets)\//.test(file),
);

interface Snippet {
  /** Name of the file that it is compiled as: document and line, or that of the file that it shows. */
  readonly name: string;
  readonly code: string;
  /** The file of the repository that it shows word for word, where a comment before it says so: `<!-- examples/a.ts -->`. */
  readonly shows: string | undefined;
}

function snippetsOf(document: string): readonly Snippet[] {
  const text = readFileSync(join(root, document), "utf8");
  return [...text.matchAll(/(?:^<!-- (\S+\.ts) -->\n+)?^```ts\n(.*?)^```$/gms)].map(
    ({ index, 0: all, 1: shows, 2: code = "" }) => {
      const line = text.slice(0, index + all.indexOf("```ts")).split("\n").length + 1;
      return { name: shows ?? `${document.replaceAll("/", "__")}.line-${line}.ts`, code, shows };
    },
  );
}

/** Import paths of the workspace's packages, as built. */
function builtPackages(): Record<string, string[]> {
  const parents = ["packages", "packages/adapters", "packages/models"].filter((parent) =>
    existsSync(join(root, parent)),
  );
  const folders = parents.flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(root, parent, name)));
  const entries = folders
    .filter((one) => existsSync(join(one, "package.json")))
    .flatMap((one) => {
      const { name, exports = {} } = JSON.parse(readFileSync(join(one, "package.json"), "utf8"));
      return Object.entries<{ types?: string }>(exports).flatMap(([subpath, { types }]): [string, string[]][] =>
        types === undefined ? [] : [[`${name}${subpath.slice(1)}`, [join(one, types)]]],
      );
    });
  return Object.fromEntries(entries);
}

const snippets = documents.flatMap(snippetsOf);
let output = "";

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const { name, code } of snippets) {
    // Those that show a file keep its place, so that they find each other.
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), `${code}\nexport {};\n`);
  }
  const compilerOptions = {
    composite: false,
    declaration: false,
    isolatedDeclarations: false,
    noEmit: true,
    noUnusedLocals: false,
    noUnusedParameters: false,
    paths: builtPackages(),
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ extends: "../tsconfig.base.json", compilerOptions }));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const run = promisify(execFile)(process.execPath, [tsc, "-p", folder, "--pretty", "false"]);
  output = await run.then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
});

describe("the code in the documentation compiles", () => {
  it("there is some", () => {
    expect(snippets.length).toBeGreaterThan(5);
  });

  it.each(snippets.map(({ name }) => name))("%s", (name) => {
    expect(output.split("\n").filter((line) => line.includes(name))).toEqual([]);
  });
});

const shown = snippets.flatMap(({ shows, code }) => (shows === undefined ? [] : [{ shows, code }]));

describe("what the documentation shows of the repository is what is tested there", () => {
  it("there is some", () => {
    expect(shown.length).toBeGreaterThan(0);
  });

  it.each(shown)("$shows", ({ shows, code }) => {
    expect(code).toBe(readFileSync(join(root, shows), "utf8"));
  });
});
