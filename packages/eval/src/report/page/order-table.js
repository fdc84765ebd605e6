// @ts-check

import { element } from "./element.js";
import { figure } from "./figure.js";

/** @typedef {import("./moves.js").Move} Move */

/**
 * A table of one order.
 *
 * @typedef {object} OrderTable
 * @property {string} caption
 * @property {readonly Move[]} moves
 * @property {import("../../results.ts").QueryResult["documents"]} documents
 * @property {number} relevantFrom
 * @property {"before" | "after" | undefined} role whether the other order comes after this one or before it; undefined: there is none
 * @property {ReadonlyMap<string, number> | undefined} gains what each document adds to the measure, where that is known
 */

/**
 * An order: place, move, document with its judged level, score.
 *
 * @param {OrderTable} order
 */
export function orderTable(order) {
  const { role } = order;
  const headings = ["Place", role && (role === "before" ? "Goes to" : "Was at"), "Document"];
  return element(
    "table",
    { class: "order" },
    element("caption", {}, order.caption),
    element("thead", {}, element("tr", {}, ...headings.map((name) => name && heading(name)))),
    element("tbody", {}, ...order.moves.map((move) => row(move, order))),
  );
}

/**
 * A difference with its sign, four decimals.
 *
 * @param {number | undefined} difference
 */
export function signed(difference) {
  if (difference === undefined) return "–";
  const text = figure(Math.abs(difference));
  if (text === "0.0000") return text;
  return `${difference < 0 ? "−" : "+"}${text}`;
}

/**
 * @param {string} name
 */
function heading(name) {
  return element("th", { scope: "col", class: name === "Document" ? undefined : "number" }, name);
}

/**
 * @param {Move} move
 * @param {OrderTable} order
 */
function row(move, { role, gains, documents, relevantFrom }) {
  const document = documents[move.id];
  const level = document?.level ?? null;
  const relevant = level !== null && level >= relevantFrom;
  const gain = gains?.get(move.id) ?? 0;
  const figures = [
    move.score === null ? "" : `score ${formatScore(move.score)}`,
    gain > 0 ? `gains ${figure(gain)}` : "",
  ]
    .filter(Boolean)
    .join(" · ");
  return element(
    "tr",
    { class: relevant ? "relevant" : undefined },
    element("th", { scope: "row", class: "number" }, String(move.place)),
    role && element("td", { class: "number" }, moveMark(move, role)),
    element(
      "td",
      {},
      element(
        "span",
        { class: "meta" },
        element("span", { class: "id" }, move.id),
        " ",
        levelBadge(level, relevant),
        " ",
        element("span", {}, figures),
      ),
      element("span", { class: "text", dir: "auto" }, document?.text ?? ""),
    ),
  );
}

/**
 * The other place with an arrow: up where the document stands higher after reranking than before.
 *
 * @param {Move} move
 * @param {"before" | "after"} role
 */
function moveMark({ place, other }, role) {
  if (other === undefined) {
    const [sign, kind] = role === "before" ? ["▼", "down"] : ["▲", "up"];
    return element(
      "span",
      { class: `move ${kind}` },
      `${sign} `,
      hidden("below those shown"),
      element("span", { "aria-hidden": "true" }, "out"),
    );
  }
  const [before, after] = role === "before" ? [place, other] : [other, place];
  if (before === after) return element("span", { class: "move" }, "=", hidden(" the same place"));
  const up = after < before;
  return element(
    "span",
    { class: `move ${up ? "up" : "down"}` },
    up ? "▲" : "▼",
    hidden(up ? " up," : " down,"),
    ` ${other}`,
  );
}

/**
 * Words for those who hear the page.
 *
 * @param {string} words
 */
function hidden(words) {
  return element("span", { class: "heard" }, words);
}

/**
 * @param {number | null} level
 * @param {boolean} relevant
 */
function levelBadge(level, relevant) {
  if (level === null) return element("span", { class: "badge unjudged" }, "not judged");
  return element(
    "span",
    { class: `badge ${relevant ? "relevant" : "judged"}` },
    relevant ? `✓ level ${level}` : `level ${level}`,
  );
}

/**
 * @param {number} score
 */
function formatScore(score) {
  const size = Math.abs(score);
  const text = size >= 1000 || (size < 0.0005 && size > 0) ? score.toExponential(1) : score.toFixed(size < 10 ? 3 : 1);
  return text.replace("-", "−");
}
