// @ts-check

/** @typedef {import("../browser-data.ts").BrowserData} BrowserData */

/**
 * What somebody wants to see.
 *
 * @typedef {object} Choice
 * @property {string | undefined} system undefined where there is only the baseline
 * @property {string} measure
 * @property {"all" | "better" | "worse" | "same"} filter
 * @property {"gain" | "loss" | "change" | "given"} sort
 * @property {string} search
 */

/**
 * A query of the list.
 *
 * @typedef {object} Chosen
 * @property {number} number from 1, among all queries
 * @property {string} id
 * @property {string} text
 * @property {number | undefined} difference on the measure; undefined where one of the values is not there
 */

/**
 * The queries that fit the choice, in the order chosen, and how many of those that the search finds are better, worse and the same.
 *
 * @param {BrowserData} data
 * @param {Choice} choice
 * @returns {{ readonly chosen: readonly Chosen[], readonly counts: Readonly<Record<Choice["filter"], number>> }}
 */
export function chooseQueries(data, choice) {
  const found = data.queries
    .map(({ id, text, measures }, at) => ({
      number: at + 1,
      id,
      text,
      difference: differenceOf(measures, data, choice),
    }))
    .filter(({ id, text }) => matches(`${id} ${text}`, choice.search));
  const counts = { all: found.length, better: 0, worse: 0, same: 0 };
  for (const { difference } of found) if (difference !== undefined) counts[kindOf(difference)]++;
  const kept = found.filter(
    ({ difference }) => choice.filter === "all" || (difference !== undefined && kindOf(difference) === choice.filter),
  );
  return { chosen: choice.system === undefined ? kept : kept.sort(orders[choice.sort]), counts };
}

/**
 * Which way a difference goes; what floating point leaves of an equal value is the same.
 *
 * @param {number} difference
 * @returns {"better" | "worse" | "same"}
 */
export function kindOf(difference) {
  if (Math.abs(difference) < 1e-9) return "same";
  return difference > 0 ? "better" : "worse";
}

/** @type {Readonly<Record<Choice["sort"], (a: Chosen, b: Chosen) => number>>} */
const orders = {
  gain: (a, b) => (b.difference ?? -9) - (a.difference ?? -9) || a.number - b.number,
  loss: (a, b) => (a.difference ?? 9) - (b.difference ?? 9) || a.number - b.number,
  change: (a, b) => Math.abs(b.difference ?? 0) - Math.abs(a.difference ?? 0) || a.number - b.number,
  given: (a, b) => a.number - b.number,
};

/**
 * @param {BrowserData["queries"][number]["measures"]} measures
 * @param {BrowserData} data
 * @param {Choice} choice
 */
function differenceOf(measures, { baseline }, { system, measure }) {
  const from = measures[baseline]?.[measure];
  const to = system === undefined ? from : measures[system]?.[measure];
  return from === undefined || to === undefined ? undefined : to - from;
}

/**
 * Whether a text holds every word of a search, whatever the case.
 *
 * @param {string} text
 * @param {string} search
 */
function matches(text, search) {
  const lower = text.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}
