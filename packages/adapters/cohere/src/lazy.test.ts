import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const script = `
  import { cohere } from ${JSON.stringify(new URL("../dist/index.js", import.meta.url).href)};
  const reranker = cohere({ apiKey: "k" });
  if (process.argv.includes("warm")) await reranker.warmup();
`;

/** What a process loads that imports the package as built, and warms a reranker up where it is told to: URLs of scripts. */
async function loadedBy(way: "import" | "warm"): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "secondpass-"));
  try {
    // Node writes down every script that it has run, of either kind of module.
    const env = { ...process.env, NODE_V8_COVERAGE: folder };
    await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script, way], { env, timeout: 50_000 });
    return readdirSync(folder).flatMap((file) => {
      const { result } = JSON.parse(readFileSync(join(folder, file), "utf8")) as { result: { url: string }[] };
      return result.map(({ url }) => url);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const modulesOf = (loaded: readonly string[], name: string): number =>
  loaded.filter((url) => url.includes(`/node_modules/${name}/`)).length;

it("importing the package, and making a reranker, loads nothing of the SDK", async () => {
  const loaded = await loadedBy("import");
  expect(modulesOf(loaded, "undici")).toBeGreaterThan(0);
  expect(modulesOf(loaded, "cohere-ai")).toBe(0);
  expect(modulesOf(loaded, "yaml")).toBe(0);
});

it("warm-up loads it, and the process ends by itself", async () => {
  expect(modulesOf(await loadedBy("warm"), "cohere-ai")).toBeGreaterThan(0);
});
