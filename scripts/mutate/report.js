// @ts-check
import { scoreOf } from "./sort-mutants.js";

/**
 * What came of one module.
 *
 * @typedef {{ readonly title: string, readonly sorted: import("./sort-mutants.js").Sorted }} Result
 */

/** @type {readonly string[]} */
export const heading = ["module", "mutants", "killed", "timed out", "ignored", "survived", "score"];

/**
 * A module's row of the table.
 *
 * @param {Result} result
 * @returns {readonly string[]}
 */
export function rowOf({ title, sorted }) {
  const { mutants, killed, timedOut, ignored, survived } = sorted;
  const counts = [mutants, killed, timedOut, ignored.length, survived.length].map(String);
  // Rounded down: it says 100 only where nothing survived.
  return [title, ...counts, `${Math.floor(10 * scoreOf(sorted)) / 10} %`];
}

/**
 * What somebody has to see to: changes that no test noticed, each with its entry for the list, and entries that are not needed.
 *
 * @param {Result} result
 * @returns {readonly string[]}
 */
export function complaintsOf({ sorted: { survived, stale } }) {
  return [
    ...survived.map(({ at, ...entry }) => {
      const { file, mutator, change, line } = entry;
      return `${file}:${at}  ${mutator}: ${change}\n    ${line}\n    ${JSON.stringify({ ...entry, reason: "" })}`;
    }),
    ...stale.map(({ file, line, change, why }) => `${file}: ignored, but ${why}: ${change}\n    ${line}`),
  ];
}

/** What to do about them. */
export const advice = `For each change that survived: write the test that fails with it; or delete the code, if nothing needs it; or, if no test can
notice it, put its entry with the reason into scripts/mutate/ignored.json. What is ignored without need is to be taken out there.`;
