import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

const adapters = resolve(import.meta.dirname, "../packages/adapters");
const page = readFileSync(resolve(import.meta.dirname, "../packages/testing/traps.md"), "utf8");

/** The last cell of each row of the page's tables, which names a test. */
const named = page.split("\n").flatMap((line) => /^\| (?!trap |---).*\| `([^`]+)` \|$/.exec(line)?.[1] ?? []);

/** All that `describe` and `it` are called with in the adapters' tests. */
const names = new Set(
  readdirSync(adapters, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") && !file.includes("node_modules"))
    .flatMap((file) => readFileSync(join(adapters, file), "utf8").split("\n"))
    .flatMap((line) => /^\s*(?:describe|it)\("(.+)", /.exec(line)?.[1] ?? []),
);

it("every trap on the page names a test that exists", () => {
  expect(named.length).toBeGreaterThanOrEqual(30);
  expect(named.filter((name) => !names.has(name))).toEqual([]);
});

it("every test of a trap is on the page", () => {
  const traps = [...names].filter((name) => / trap \d+: /.test(name));
  expect(traps.length).toBeGreaterThanOrEqual(30);
  expect(traps.filter((name) => !named.includes(name))).toEqual([]);
});
