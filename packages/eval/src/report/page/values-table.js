// @ts-check

import { element } from "./element.js";
import { figure } from "./figure.js";
import { signed } from "./order-table.js";

/**
 * One query's values on all measures, of the baseline and of a system where one is chosen.
 *
 * @param {import("../../results.ts").QueryResult} query
 * @param {import("../browser-data.ts").BrowserData} data
 * @param {string | undefined} system
 */
export function valuesTable({ measures }, { baseline, measures: names }, system) {
  const systems = [baseline, ...(system === undefined ? [] : [system])];
  const headings = ["Measure", ...systems, ...(system === undefined ? [] : ["Difference"])];
  const rows = names.map((name) => {
    const [from, to] = systems.map((one) => measures[one]?.[name]);
    const cells = [from, ...(system === undefined ? [] : [to])].map((value) =>
      value === undefined ? "–" : figure(value),
    );
    const difference = from === undefined || to === undefined ? undefined : to - from;
    return [name, ...cells, ...(system === undefined ? [] : [signed(difference)])];
  });
  const table = element(
    "table",
    { class: "values" },
    element("caption", {}, "This query on all measures"),
    element("thead", {}, element("tr", {}, ...headings.map(valueHeading))),
    element("tbody", {}, ...rows.map((cells) => element("tr", {}, ...cells.map(valueCell)))),
  );
  return element("div", { class: "scroll", role: "group", tabindex: 0, "aria-label": "Values" }, table);
}

/**
 * @param {string} text
 * @param {number} at
 */
function valueHeading(text, at) {
  return element("th", { scope: "col", class: at === 0 ? undefined : "number" }, text);
}

/**
 * @param {string} text
 * @param {number} at
 */
function valueCell(text, at) {
  return at === 0 ? element("th", { scope: "row" }, text) : element("td", { class: "number" }, text);
}
