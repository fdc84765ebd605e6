// @ts-check
// Calls one adapter very often on one signal and tells what is left. Arguments: the built module, its factory, the options as JSON,
// how many calls. It never exits by itself: that the process ends shows that nothing keeps it alive.
import { getEventListeners } from "node:events";

const [module = "", factory = "", options = "{}", calls = "0"] = process.argv.slice(2);

/** @type {string[]} */
const warnings = [];
process.on("warning", ({ name }) => warnings.push(name));

const { signal } = new AbortController();
const reranker = (await import(module))[factory](JSON.parse(options));
const request = { query: "which bird sings", documents: ["a yellow bird", "a train"] };
/** @type {Record<string, number>} */
const endings = {};

/** @param {number} call */
async function callOnce(call) {
  const ending = await reranker.rerank(request, { signal, timeoutMs: call % 100 === 0 ? 20 : 20_000 }).then(
    () => "answer",
    (/** @type {{ code: string }} */ { code }) => code,
  );
  endings[ending] = (endings[ending] ?? 0) + 1;
}

let next = 0;
async function lane() {
  while (next < Number(calls)) await callOnce(next++);
}
// Eleven at once: one more than Node takes on a signal without a warning.
await Promise.all(Array.from({ length: 11 }, lane));
await reranker.close();
await new Promise((resolve) => setTimeout(resolve, 50));

const listeners = getEventListeners(signal, "abort").length;
// What standard output itself takes, a pipe, is not the adapter's.
const resources = process.getActiveResourcesInfo().filter((kind) => !kind.startsWith("Pipe"));
console.log(JSON.stringify({ endings, listeners, warnings, resources }));
