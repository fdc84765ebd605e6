// @ts-check
// Prints, in megabytes, how much the resident set of this process grows above the loaded model while a list is reranked.
// Run: node measure-memory.js MODEL|default mixed|many
import { onnx } from "../../dist/index.js";

const [model = "default", list = "mixed"] = process.argv.slice(2);
const megabytes = () => process.memoryUsage.rss() / 1e6;
const words = "river stone bread winter train leaves noon garden light house water street people answer question".split(" ");

/** @param {number} length @param {number} seed */
function text(length, seed) {
  const parts = [];
  for (let written = 0, state = seed; written < length; ) {
    state = (state * 1103515245 + 12345) % 2147483648;
    const word = words[state % words.length] ?? "";
    parts.push(word);
    written += word.length + 1;
  }
  return parts.join(" ").slice(0, length);
}

const lengths = [50, 400, 2000, 20_000, 1_000_000];
const documents =
  list === "many"
    ? Array.from({ length: 10_000 }, (_, at) => text(1000, at + 1))
    : Array.from({ length: 100 }, (_, at) => text(lengths[at % lengths.length] ?? 1, at + 1));

const reranker = onnx({ ...(model === "default" ? {} : { model }), workers: 2 });
await reranker.warmup();
await reranker.rerank({ query: "warm up", documents: ["a river", "a stone", "bread", "winter"] });
const base = megabytes();
let peak = base;
const sampling = setInterval(() => {
  peak = Math.max(peak, megabytes());
}, 2);
const { outcome } = await reranker.rerank({ query: "how long is the river in winter", documents });
clearInterval(sampling);
console.log(JSON.stringify({ growth: Math.max(peak, megabytes()) - base, scored: outcome.scored }));
await reranker.close();
