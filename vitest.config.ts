import { existsSync, readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { canaryReporter } from "./packages/testing/src/canary-reporter.ts";

/**
 * Workspace packages resolve to their sources, so that a test never meets a stale build; but not those whose worker threads
 * run what is built, or that have nothing to build.
 */
const asBuilt = ["@secondpass/onnx", "@secondpass/mini"];

const packageFolders = ["packages", "packages/adapters", "."].flatMap((parent) =>
  readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`${parent}/${entry.name}/package.json`))
    .map((entry) => `${import.meta.dirname}/${parent}/${entry.name}`),
);

const aliases = packageFolders.flatMap((folder) => {
  const { name, exports = {} } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  if (asBuilt.includes(name)) return [];
  return Object.entries<{ default: string }>(exports).map(([subpath, { default: built }]) => ({
    find: new RegExp(`^${name}${subpath.slice(1)}$`),
    replacement: `${folder}/${built.replace("./dist/", "src/").replace(/\.js$/, ".ts")}`,
  }));
});

/** Where `npm test` wants the results, as JSON. */
const outputFile = process.env.SECONDPASS_TEST_RESULTS;
const results: ["json", { outputFile: string }][] = outputFile ? [["json", { outputFile }]] : [];

export default defineConfig({
  resolve: { alias: aliases },
  test: {
    // Whatever tests write, throw or reject with, the canary's key, query and documents have no place in it.
    reporters: ["default", ...results, canaryReporter()],
    include: ["{packages,examples,bench,tests}/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    testTimeout: 60_000,
    typecheck: { enabled: false },
  },
});
