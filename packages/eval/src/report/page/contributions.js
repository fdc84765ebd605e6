// @ts-check

/** @typedef {import("../../results.ts").QueryResult} QueryResult */

/**
 * What each shown document adds to nDCG, by its id. The results hold no ideal gain to divide by; it follows from the value itself,
 * where the shown documents are all that count. Undefined for other measures, for cut-offs below what is shown, and where
 * the two systems' values do not agree on the ideal, as with gains other than the level itself.
 *
 * @param {QueryResult} query
 * @param {string} measure
 * @param {readonly [string, string]} systems
 * @returns {readonly [ReadonlyMap<string, number>, ReadonlyMap<string, number>] | undefined}
 */
export function contributions(query, measure, systems) {
  const cutOff = Number(/^nDCG@(\d+)$/.exec(measure)?.[1]);
  if (!(cutOff > 0)) return undefined;
  const [first, second] = systems.map((system) => gainsOf(query, system, measure, cutOff));
  if (first === undefined || second === undefined) return undefined;
  const ideals = [first.ideal, second.ideal].filter((ideal) => ideal !== undefined);
  const [ideal] = ideals;
  if (ideal === undefined || ideals.some((other) => Math.abs(other / ideal - 1) > 1e-6)) return undefined;
  return [shares(first.gains, ideal), shares(second.gains, ideal)];
}

/**
 * The discounted gains of a system's order, and the ideal gain that its value implies; undefined where the order is cut too short,
 * or where gains and value contradict each other.
 *
 * @param {QueryResult} query
 * @param {string} system
 * @param {string} measure
 * @param {number} cutOff
 */
function gainsOf(query, system, measure, cutOff) {
  const value = query.measures[system]?.[measure];
  const order = query.rankings[system];
  if (value === undefined || order === undefined) return undefined;
  const complete = order.length >= Math.min(cutOff, Object.keys(query.documents).length);
  const gains = new Map(
    order.slice(0, cutOff).map(({ id }, at) => [id, Math.max(0, query.documents[id]?.level ?? 0) / Math.log2(at + 2)]),
  );
  const sum = [...gains.values()].reduce((total, gain) => total + gain, 0);
  if (!complete || sum > 0 !== value > 0) return undefined;
  return { gains, ideal: sum > 0 ? sum / value : undefined };
}

/**
 * @param {ReadonlyMap<string, number>} gains
 * @param {number} ideal
 */
function shares(gains, ideal) {
  return new Map([...gains].map(([id, gain]) => [id, gain / ideal]));
}
