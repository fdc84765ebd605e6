// @ts-check
import { kindOf } from "./choose-queries.js";
import { element } from "./element.js";
import { signed } from "./order-table.js";

/** @typedef {import("./choose-queries.js").Chosen} Chosen */

const signs = { better: "▲", worse: "▼", same: "=" };

/**
 * Fills the list box with queries.
 *
 * @param {HTMLElement} list
 * @param {readonly Chosen[]} chosen
 * @param {boolean} comparing whether there is anything to compare with
 */
export function fillList(list, chosen, comparing) {
  list.replaceChildren(...chosen.map((one) => option(one, comparing)));
}

/**
 * Marks one option as the one that is shown, and brings it into view within the list.
 *
 * @param {HTMLElement} list
 * @param {number} number of the query
 */
export function markOption(list, number) {
  list.querySelector('[aria-selected="true"]')?.setAttribute("aria-selected", "false");
  const option = document.getElementById(`option-${number}`);
  if (option === null) return list.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  list.setAttribute("aria-activedescendant", option.id);
  // The list scrolls, never the page.
  const [top, bottom] = [option.offsetTop, option.offsetTop + option.offsetHeight];
  if (top < list.scrollTop) list.scrollTop = top;
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
}

/**
 * @param {Chosen} chosen
 * @param {boolean} comparing
 */
function option({ number, id, text, difference }, comparing) {
  const kind = difference === undefined ? "same" : kindOf(difference);
  const figure = element("span", { class: `difference ${kind}` }, `${signs[kind]} ${signed(difference)}`);
  return element(
    "li",
    { role: "option", id: `option-${number}`, "data-number": number, "aria-selected": "false" },
    element("span", { class: "text", dir: "auto" }, text === "" ? id : text),
    comparing ? figure : undefined,
  );
}
