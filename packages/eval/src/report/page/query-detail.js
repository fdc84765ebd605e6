// @ts-check

import { kindOf } from "./choose-queries.js";
import { contributions } from "./contributions.js";
import { element } from "./element.js";
import { figure } from "./figure.js";
import { movesOf } from "./moves.js";
import { orderTable } from "./order-table.js";
import { valuesTable } from "./values-table.js";

/**
 * @typedef {import("../browser-data.ts").BrowserData} BrowserData
 * @typedef {import("../../results.ts").QueryResult} QueryResult
 */

/**
 * Shows one query: its values, what moved, both orders.
 *
 * @param {HTMLElement} place
 * @param {BrowserData} data
 * @param {number} number of the query, from 1
 * @param {{ readonly system: string | undefined, readonly measure: string }} choice
 */
export function showQuery(place, data, number, { system, measure }) {
  const query = data.queries[number - 1];
  if (query === undefined) return place.replaceChildren(element("p", { class: "note" }, "No query fits."));
  const heading = element("h4", { id: "query-title", dir: "auto" }, query.text === "" ? query.id : query.text);
  const id = element("p", { class: "note" }, `Query ${query.id}`);
  if (system === undefined)
    return place.replaceChildren(heading, id, valuesTable(query, data, undefined), single(query, data));
  place.replaceChildren(
    heading,
    id,
    effect(query, data.baseline, system, measure),
    ...explanation(query, data, system),
    sideBySide(query, data, system, measure),
    valuesTable(query, data, system),
  );
}

/**
 * @param {QueryResult} query
 * @param {string} baseline
 * @param {string} system
 * @param {string} measure
 */
function effect(query, baseline, system, measure) {
  const from = query.measures[baseline]?.[measure];
  const to = query.measures[system]?.[measure];
  if (from === undefined || to === undefined) return element("p", {}, `${measure} is not known of both.`);
  const kind = kindOf(to - from);
  const words = { better: "▲ better by", worse: "▼ worse by", same: "= the same," };
  const change = `${words[kind]} ${kind === "same" ? figure(to) : figure(Math.abs(to - from))}`;
  return element(
    "p",
    { class: "effect" },
    element("b", { class: kind }, change),
    ` · ${measure} ${figure(from)} → ${figure(to)}`,
  );
}

/**
 * What happened to the relevant documents, in words: what a measure counts.
 *
 * @param {QueryResult} query
 * @param {BrowserData} data
 * @param {string} system
 */
function explanation(query, data, system) {
  const isRelevant = (/** @type {{ readonly id: string }} */ { id }) =>
    (query.documents[id]?.level ?? -1) >= data.relevantFrom;
  const before = query.rankings[data.baseline] ?? [];
  const after = query.rankings[system] ?? [];
  const arrived = movesOf(after, before, placesBelow(query, data)).filter(isRelevant);
  const gone = movesOf(before, after).filter((move) => move.other === undefined && isRelevant(move));
  const lines = [
    ...arrived.map(({ id, place, other }) => `${id} ${moved(other, place)}`),
    ...gone.map(({ id, place }) => `${id} fell from ${place} to below those shown`),
  ];
  if (lines.length === 0) return [element("p", { class: "note" }, "No relevant document is among those shown.")];
  return [
    element("p", { class: "note" }, "Relevant documents:"),
    element("ul", { class: "why" }, ...lines.map((line) => element("li", {}, line))),
  ];
}

/**
 * @param {number | undefined} before
 * @param {number} after
 */
function moved(before, after) {
  if (before === undefined) return `rose from below those shown to ${after}`;
  if (before === after) return `stayed at ${after}`;
  return `${after < before ? "rose" : "fell"} from ${before} to ${after}`;
}

/**
 * @param {QueryResult} query
 * @param {BrowserData} data
 * @param {string} system
 * @param {string} measure
 */
function sideBySide(query, data, system, measure) {
  const { documents } = query;
  const { relevantFrom, baseline } = data;
  const before = query.rankings[baseline] ?? [];
  const after = query.rankings[system] ?? [];
  const [gainsBefore, gainsAfter] = contributions(query, measure, [baseline, system]) ?? [];
  const common = { documents, relevantFrom };
  const left = {
    ...common,
    caption: baseline,
    moves: movesOf(before, after),
    role: /** @type {const} */ ("before"),
    gains: gainsBefore,
  };
  const moves = movesOf(after, before, placesBelow(query, data));
  const right = { ...common, caption: system, moves, role: /** @type {const} */ ("after"), gains: gainsAfter };
  return element("div", { class: "orders" }, orderTable(left), orderTable(right));
}

/**
 * @param {QueryResult} query
 * @param {BrowserData} data
 */
function single(query, { baseline, relevantFrom }) {
  const moves = movesOf(query.rankings[baseline] ?? [], []);
  return orderTable({
    caption: baseline,
    moves,
    documents: query.documents,
    relevantFrom,
    role: undefined,
    gains: undefined,
  });
}

/**
 * Places in the first stage beyond what is shown of it, where that is what systems are compared with.
 *
 * @param {QueryResult} query
 * @param {BrowserData} data
 */
function placesBelow({ documents }, { baselineIsFirstStage }) {
  return (/** @type {string} */ id) => (baselineIsFirstStage ? documents[id]?.firstStageRank : undefined);
}
