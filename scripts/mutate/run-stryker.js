// @ts-check
import { Stryker } from "@stryker-mutator/core";

/** @typedef {ConstructorParameters<typeof Stryker>[0]} StrykerOptions */

/**
 * Changes a module in every way that Stryker knows, one at a time and in a copy of the workspace, and runs its tests on each.
 *
 * @param {import("./modules.js").Module} module
 * @param {number} concurrency so many changes at once
 * @returns {Promise<readonly import("./sort-mutants.js").Mutant[]>}
 * @throws where Stryker cannot run, or the tests fail without any change; it has said why.
 */
export async function runStryker({ mutate, tests }, concurrency) {
  process.env.SECONDPASS_MUTATE_TESTS = JSON.stringify(tests);
  // Tests that set a time zone cannot do so in Stryker's threads. In this one, nothing passes that takes local time for GMT.
  process.env.TZ = "America/St_Johns";
  const stryker = new Stryker({
    mutate: [...mutate],
    testRunner: "vitest",
    plugins: [import.meta.resolve("@stryker-mutator/vitest-runner")],
    vitest: { configFile: "scripts/mutate/vitest.config.ts", related: false },
    coverageAnalysis: "perTest",
    concurrency,
    reporters: ["progress-append-only"],
    allowConsoleColors: false,
    logLevel: /** @type {NonNullable<StrykerOptions["logLevel"]>} */ ("warn"),
    // The copy is tested, not built, and its tsconfig files are right as they are.
    tsconfigFile: "none",
    disableTypeChecks: false,
    ignorePatterns: ["dist", "docs", "bench/results", "packages/models"],
    tempDirName: ".stryker-tmp",
    cleanTempDir: "always",
  });
  return stryker.runMutationTest();
}
