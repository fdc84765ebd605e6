// @ts-check
// npm test: sets up, then runs everything that CI runs, and closes with one line of counts.
// npm test -- FILTER…: only the tests whose path matches.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, setUp, turbo } from "./set-up.js";

const filters = process.argv.slice(2);
const results = join(root, "node_modules/.cache/test-results.json");

/** @type {readonly (readonly [string, () => boolean])[]} */
const steps = [
  ["format and lint", () => run("@biomejs/biome/bin/biome", ["ci", "--error-on-warnings", "."])],
  ["types of tests and scripts", () => run("typescript/bin/tsc", ["-p", "tsconfig.tests.json"])],
  ["tests", runTests],
  ["unused code and dependencies", () => run("knip/bin/knip.js", [])],
  ["packages as published", () => turbo(["run", "lint:package"])],
];

setUp();
const failed = (filters.length > 0 ? steps.filter(([name]) => name === "tests") : steps).filter(([name, step]) => {
  console.log(`\n== ${name}`);
  const fine = step();
  console.log(fine ? `ok: ${name}` : `FAILED: ${name}`);
  return !fine;
});
if (failed.length > 0) console.log(`\nFAILED: ${failed.map(([name]) => name).join(", ")}`);
console.log(`\n${counts(failed.length)}`);
process.exitCode = failed.length > 0 ? 1 : 0;

function runTests() {
  mkdirSync(join(root, "node_modules/.cache"), { recursive: true });
  rmSync(results, { force: true });
  return run("vitest/vitest.mjs", ["run", ...filters], { SECONDPASS_TEST_RESULTS: results });
}

/**
 * Tests that passed, failed and were skipped; a check beside the tests that failed counts as one failed.
 *
 * @param {number} failedSteps
 */
function counts(failedSteps) {
  const { passed, failedTests, skipped } = readResults();
  return `Tests: ${passed} passed, ${Math.max(failedTests, failedSteps)} failed, ${skipped} skipped`;
}

function readResults() {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(results, "utf8"));
    return { passed: numPassedTests, failedTests: numFailedTests, skipped: numPendingTests };
  } catch {
    return { passed: 0, failedTests: 0, skipped: 0 };
  }
}

/**
 * @param {string} program a script under node_modules
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} [more] environment variables
 */
function run(program, args, more) {
  const { status } = spawnSync(process.execPath, [join(root, "node_modules", program), ...args], {
    cwd: root,
    env: { ...process.env, ...more },
    stdio: "inherit",
  });
  return status === 0;
}
