// @ts-check
import { byId } from "./element.js";

/** @typedef {import("./choose-queries.js").Choice} Choice */

/**
 * What the controls say.
 *
 * @returns {Choice}
 */
export function readControls() {
  const checked = document.querySelector('input[name="filter"]:checked');
  return {
    system: byId("system", HTMLSelectElement).value || undefined,
    measure: byId("measure", HTMLSelectElement).value,
    filter: /** @type {Choice["filter"]} */ (checked instanceof HTMLInputElement ? checked.value : "all"),
    sort: /** @type {Choice["sort"]} */ (sortControl()?.value ?? "given"),
    search: byId("search", HTMLInputElement).value.trim(),
  };
}

/** Makes the controls hide nothing, so that any query can be shown. */
export function clearControls() {
  byId("search", HTMLInputElement).value = "";
  const all = document.querySelector('input[name="filter"][value="all"]');
  if (all instanceof HTMLInputElement) all.checked = true;
}

/**
 * Writes the counts beside the filters, and into the line that screen readers announce.
 *
 * @param {Readonly<Record<Choice["filter"], number>>} counts
 * @param {number} shown
 */
export function showCounts(counts, shown) {
  for (const [kind, count] of Object.entries(counts)) {
    const place = document.getElementById(`count-${kind}`);
    if (place) place.textContent = String(count);
  }
  byId("count", HTMLElement).textContent = `${shown} ${shown === 1 ? "query" : "queries"}`;
}

/**
 * Whether a key press belongs to a control, which then does with it what it always does.
 *
 * @param {KeyboardEvent} event
 */
export function isForControl({ target }) {
  return target instanceof Element && target.closest("input, select, textarea, button, summary, a") !== null;
}

function sortControl() {
  const found = document.getElementById("sort");
  return found instanceof HTMLSelectElement ? found : undefined;
}
