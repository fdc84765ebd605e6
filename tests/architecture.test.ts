import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");

/** What each workspace package may import of the others. A new package needs a row here. */
const mayImport: Readonly<Record<string, readonly string[] | "anything">> = {
  "@secondpass/core": [],
  "@secondpass/testing": ["@secondpass/core"],
  "@secondpass/http": ["@secondpass/core"],
  "@secondpass/resilience": ["@secondpass/core"],
  "@secondpass/config": ["@secondpass/core", "@secondpass/resilience"],
  "@secondpass/eval": ["@secondpass/core"],
  "@secondpass/lexical": ["@secondpass/core"],
  "@secondpass/onnx": ["@secondpass/core", "@secondpass/mini"],
  "@secondpass/cohere": ["@secondpass/core", "@secondpass/http"],
  "@secondpass/voyage": ["@secondpass/core", "@secondpass/http"],
  "@secondpass/jina": ["@secondpass/core", "@secondpass/http"],
  "@secondpass/tei": ["@secondpass/core", "@secondpass/http"],
  "@secondpass/compatible": ["@secondpass/core", "@secondpass/http"],
  "@secondpass/mini": [],
  secondpass: "anything",
  "@secondpass/bench": "anything",
  "@secondpass/examples": "anything",
};

interface Package {
  readonly folder: string;
  readonly manifest: { readonly name: string };
  /** What it needs at run time, by its manifest. */
  readonly declared: readonly string[];
}

const packages: readonly Package[] = ["packages", "packages/adapters", "packages/models", "."]
  .filter((parent) => existsSync(join(root, parent)))
  .flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(root, parent, name)))
  .filter((folder) => !folder.includes("node_modules") && existsSync(join(folder, "package.json")))
  .map(readPackage);

function readPackage(folder: string): Package {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const { dependencies, peerDependencies, optionalDependencies } = manifest;
  return { folder, manifest, declared: Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies }) };
}

const names = new Set(packages.map(({ manifest }) => manifest.name));

function sourcesOf({ folder }: Package): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.ts$/.test(file) && !/(^|\/)(node_modules|dist|__fixtures__)\/|\.test(-d)?\.ts$/.test(file))
    .map((file) => join(folder, file));
}

/** What a module imports, types included. */
function importsOf(source: string): readonly string[] {
  return [...source.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)"([^"\n;]+)"/g)].map((match) => match[1] ?? "");
}

function packageOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

function isForbidden(from: string, to: string): boolean {
  const allowed = mayImport[from];
  return allowed !== "anything" && !allowed?.includes(to);
}

/** What is wrong with an import, if anything is. */
function faultOf(specifier: string, file: string, { folder, manifest, declared }: Package): string | undefined {
  const where = `${relative(root, file)} imports ${specifier}`;
  if (specifier.startsWith("node:")) return undefined;
  if (specifier.startsWith(".")) return resolve(file, "..", specifier).startsWith(folder) ? undefined : where;
  const to = packageOf(specifier);
  if (names.has(to) && isForbidden(manifest.name, to)) return where;
  return declared.includes(to) ? undefined : `${where}, which its manifest does not declare`;
}

describe("imports run one way", () => {
  it.each(packages.map(({ manifest }) => manifest.name))("%s has a rule", (name) => {
    expect(Object.keys(mayImport)).toContain(name);
  });

  it.each(packages)("the manifest of $manifest.name", ({ manifest: { name }, declared }) => {
    expect(declared.filter((one) => names.has(one) && isForbidden(name, one))).toEqual([]);
  });

  it.each(packages)("the sources of $manifest.name", (one) => {
    const faults = sourcesOf(one).flatMap((file) =>
      importsOf(readFileSync(file, "utf8"))
        .map((specifier) => faultOf(specifier, file, one))
        .filter((fault) => fault !== undefined),
    );
    expect(faults).toEqual([]);
  });

  it("core depends on nothing at all", () => {
    expect(packages.find(({ manifest }) => manifest.name === "@secondpass/core")?.declared).toEqual([]);
  });

  it("the check sees every form of import", () => {
    const source = `
      import { a } from "@secondpass/lexical";
      import type { b } from "@secondpass/core";
      export { c } from "./c.ts";
      import "side-effect";
      const d = await import("secondpass");
      Buffer.from("no import");
    `;
    expect(importsOf(source)).toEqual([
      "@secondpass/lexical",
      "@secondpass/core",
      "./c.ts",
      "side-effect",
      "secondpass",
    ]);
    expect(isForbidden("@secondpass/core", "@secondpass/lexical")).toBe(true);
    expect(isForbidden("@secondpass/lexical", "@secondpass/core")).toBe(false);
  });
});
