// @ts-check
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../set-up.js";

/**
 * A critical module: every change to what it does must be noticed by the tests beside it.
 *
 * @typedef {object} Module
 * @property {string} name what `--only` takes
 * @property {string} title for the report
 * @property {readonly string[]} mutate its files, relative to the root
 * @property {readonly string[]} tests the tests that must notice, relative to the root; patterns are allowed
 */

/** @type {readonly Module[]} */
export const modules = [
  {
    name: "classifier",
    title: "classifier",
    mutate: filesOf("packages/core/src", ["error-codes", "error-from"]),
    tests: ["packages/core/src/{error*,define-reranker-errors}.test.ts"],
  },
  {
    name: "breaker",
    title: "breaker",
    mutate: filesOf("packages/resilience/src", [
      "with-circuit-breaker",
      "check-circuit-breaker-options",
      "gates",
      "cooldown",
      "latch",
      "breaker",
      "judge",
      "bounded-calls",
      "emitter",
      "rate-limit-pause",
    ]),
    tests: [
      "packages/resilience/src/{with-circuit-breaker,check-circuit-breaker-options,gates,cooldown,latch,breaker,judge}.test.ts",
      "packages/resilience/src/{circuit-breaker-{close,probe},bounded-calls,emitter}.test.ts",
    ],
  },
  {
    name: "budget",
    title: "retry budget",
    mutate: filesOf("packages/resilience/src", ["retry-budget"]),
    tests: ["packages/resilience/src/{retry-budget,with-retry-budget}.test.ts"],
  },
  {
    name: "retry-after",
    title: "Retry-After",
    mutate: filesOf("packages/http/src", ["retry-after"]),
    tests: ["packages/http/src/retry-after.test.ts"],
  },
  {
    name: "answer",
    title: "answer checks",
    mutate: filesOf("packages/core/src", ["check-answer"]),
    tests: ["packages/core/src/check-answer*.test.ts"],
  },
  {
    name: "config",
    title: "configuration",
    mutate: filesIn("packages/config/src"),
    tests: [
      "packages/config/src/{parse-config,explain-config,create-reranker,config-schema,nearest,stack,calibration}.test.ts",
    ],
  },
];

/**
 * The sources of a folder.
 *
 * @param {string} folder
 */
function filesIn(folder) {
  const names = readdirSync(join(root, folder)).filter((name) => /(?<!\.test|\.test-d)\.ts$/.test(name));
  return names.map((name) => `${folder}/${name}`);
}

/**
 * @param {string} folder
 * @param {readonly string[]} names
 */
function filesOf(folder, names) {
  return names.map((name) => `${folder}/${name}.ts`);
}
