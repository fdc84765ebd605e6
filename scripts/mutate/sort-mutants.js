// @ts-check

/**
 * One change, as Stryker tells of it. Lines and columns count from 1.
 *
 * @typedef {object} Mutant
 * @property {string} fileName absolute
 * @property {string} mutatorName
 * @property {string} [replacement]
 * @property {string} status
 * @property {{ readonly start: Place, readonly end: Place }} location
 *
 * @typedef {{ readonly line: number, readonly column: number }} Place
 */

/**
 * A change that no test can notice, known by the code's text: lines may move without breaking it.
 *
 * @typedef {object} Ignored
 * @property {string} file relative to the root
 * @property {string} line the line on which the change begins, without its indentation
 * @property {string} mutator
 * @property {string} change "original → replacement", spaces collapsed, long texts cut
 * @property {string} reason why no test can notice it
 */

/**
 * A change with what is needed to find it again.
 *
 * @typedef {Omit<Ignored, "reason"> & { readonly at: number }} Described
 */

/**
 * What became of a module's changes.
 *
 * @typedef {object} Sorted
 * @property {number} mutants all of them
 * @property {number} killed noticed by a test
 * @property {number} timedOut noticed since the tests did not end
 * @property {readonly Described[]} ignored
 * @property {readonly Described[]} survived
 * @property {readonly (Ignored & { readonly why: string })[]} stale entries that are not needed
 */

const killing = ["Killed", "RuntimeError", "CompileError"];

/**
 * Sorts a module's changes by what became of them, and finds the entries of its files that are not needed.
 *
 * @param {readonly Mutant[]} mutants
 * @param {readonly Ignored[]} entries those of the module's files
 * @param {(mutant: Mutant) => Described} describe
 * @returns {Sorted}
 */
export function sortMutants(mutants, entries, describe) {
  /** @type {Described[]} */
  const ignored = [];
  /** @type {Described[]} */
  const survived = [];
  /** @type {Map<Ignored, string[]>} */
  const statuses = new Map(entries.map((entry) => [entry, []]));
  for (const mutant of mutants) {
    const described = describe(mutant);
    const matching = entries.filter((entry) => isOf(described, entry));
    for (const entry of matching) statuses.get(entry)?.push(mutant.status);
    if (killing.includes(mutant.status) || mutant.status === "Timeout") continue;
    (matching.length > 0 || mutant.status === "Ignored" ? ignored : survived).push(described);
  }
  return {
    mutants: mutants.length,
    killed: mutants.filter(({ status }) => killing.includes(status)).length,
    timedOut: mutants.filter(({ status }) => status === "Timeout").length,
    ignored,
    survived,
    stale: [...statuses].flatMap(([entry, met]) => {
      if (met.length === 0) return [{ ...entry, why: "there is no such change any more" }];
      return met.every((status) => killing.includes(status)) ? [{ ...entry, why: "a test notices it" }] : [];
    }),
  };
}

/**
 * The share of changes that were noticed among those that are not ignored, in percent; 100 where there are none.
 *
 * @param {Sorted} sorted
 */
export function scoreOf({ killed, timedOut, survived }) {
  const noticed = killed + timedOut;
  return survived.length === 0 ? 100 : (100 * noticed) / (noticed + survived.length);
}

/**
 * @param {Described} described
 * @param {Ignored} entry
 */
function isOf({ file, line, mutator, change }, entry) {
  return entry.file === file && entry.line === line && entry.mutator === mutator && entry.change === change;
}
