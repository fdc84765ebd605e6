// @ts-check
import { chooseQueries } from "./choose-queries.js";
import { clearControls, isForControl, readControls, showCounts } from "./controls.js";
import { byId } from "./element.js";
import { showQuery } from "./query-detail.js";
import { fillList, markOption } from "./query-list.js";

/**
 * Brings the browser through queries to life.
 *
 * @param {import("../browser-data.ts").BrowserData} data
 */
function start(data) {
  const [browser, list, detail] = [
    byId("browser", HTMLElement),
    byId("query-list", HTMLElement),
    byId("query-detail", HTMLElement),
  ];
  const search = byId("search", HTMLInputElement);
  /** @type {readonly number[]} */
  let numbers = [];
  let current = 0;

  /** @param {number} number */
  const show = (number) => {
    current = number;
    markOption(list, number);
    showQuery(detail, data, number, readControls());
    for (const bar of document.querySelectorAll(".plot a.current")) bar.classList.remove("current");
    for (const bar of document.querySelectorAll(`.plot a[href="#query-${number}"]`)) bar.classList.add("current");
  };
  const update = () => {
    const choice = readControls();
    const { chosen, counts } = chooseQueries(data, choice);
    numbers = chosen.map(({ number }) => number);
    fillList(list, chosen, choice.system !== undefined);
    showCounts(counts, numbers.length);
    show(numbers.includes(current) ? current : (numbers[0] ?? 0));
  };
  /** @param {number} by */
  const step = (by) => {
    const at = Math.min(Math.max(numbers.indexOf(current) + by, 0), numbers.length - 1);
    if (numbers[at] !== undefined) show(numbers[at]);
  };
  const goToHash = () => {
    const number = Number(/^#query-(\d+)$/.exec(location.hash)?.[1]);
    if (!(number >= 1 && number <= data.queries.length)) return;
    clearControls();
    current = number;
    update();
    browser.scrollIntoView();
    detail.focus({ preventScroll: true });
  };

  const restart = () => {
    current = 0;
    update();
  };

  listen({ browser, list, detail, search, update, restart, step, show, goToHash });
  browser.hidden = false;
  document.documentElement.classList.add("interactive");
  update();
  // The browser goes to the address's own target when all is loaded; only then is the last word ours.
  if (document.readyState === "complete") goToHash();
  else addEventListener("load", goToHash);
}

/**
 * @param {object} parts
 * @param {HTMLElement} parts.browser
 * @param {HTMLElement} parts.list
 * @param {HTMLElement} parts.detail
 * @param {HTMLInputElement} parts.search
 * @param {() => void} parts.update keeps to the query that is shown, where it is still in the list
 * @param {() => void} parts.restart goes to the first of the list
 * @param {(by: number) => void} parts.step
 * @param {(number: number) => void} parts.show
 * @param {() => void} parts.goToHash
 */
function listen({ browser, list, detail, search, update, restart, step, show, goToHash }) {
  browser.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
  browser.addEventListener("change", ({ target }) => {
    const keeps = target instanceof Element && ["system", "measure"].includes(target.id);
    if (keeps) update();
    else if (target !== search) restart();
  });
  search.addEventListener("input", update);
  list.addEventListener("click", ({ target }) => {
    const option = target instanceof Element ? target.closest("[data-number]") : null;
    if (option) show(Number(option.getAttribute("data-number")));
  });
  addEventListener("hashchange", goToHash);
  // By our own hand: following a link to where the address is already changes nothing, and nobody would hear of it.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#query-"]') : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", link.getAttribute("href"));
    goToHash();
  });

  /** @type {Readonly<Record<string, () => void>>} */
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    "/": () => search.focus(),
    Escape: () => list.focus(),
  };
  /** @type {Readonly<Record<string, () => void>>} */
  const listKeys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    PageDown: () => step(10),
    PageUp: () => step(-10),
    Home: () => step(Number.NEGATIVE_INFINITY),
    End: () => step(Number.POSITIVE_INFINITY),
    Enter: () => detail.focus(),
  };
  // Keys without Ctrl or Alt act inside the browser alone (WCAG 2.1.4): elsewhere they may be speech input's, or a reader's own.
  browser.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inSearch = event.target === search;
    const act = inSearch ? searchKey(event.key) : isForControl(event) ? undefined : key(event);
    if (!act) return;
    event.preventDefault();
    act();
  });
  /** @param {KeyboardEvent} event */
  const key = ({ key: name, target }) => (target === list ? listKeys[name] : undefined) ?? keys[name];
  /** @param {string} name */
  const searchKey = (name) =>
    name === "Enter" || name === "ArrowDown" || name === "Escape" ? () => list.focus() : undefined;
}

const block = document.getElementById("results");
if (block) start(JSON.parse(block.textContent ?? ""));
