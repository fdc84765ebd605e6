import { existsSync, readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

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

export default defineConfig({
  resolve: { alias: aliases },
  test: {
    include: ["{packages,examples,bench,tests}/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    testTimeout: 60_000,
    typecheck: { enabled: false },
  },
});
