// Reranks in a process of its own and prints, as JSON and in MB, what the process held before and at most.
// usage: node --expose-gc measure-memory.js '{"model": "folder, default the bundled one"}' mixed|many
import { readFileSync, writeFileSync } from "node:fs";
import { onnx } from "../../dist/index.js";

const [options, kind] = process.argv.slice(2);
const rounds = 3;
const latin = "the river bank searched its quality engine for museum papers ";
const other = "河岸 поиск 🌊 é ";

const documents = kind === "many" ? Array.from({ length: 10_000 }, (_, at) => textOf(latin, 1000, at)) : mixed();

/** 100 documents, a fifth of them of a million characters. */
function mixed() {
  return Array.from({ length: 100 }, (_, at) => {
    const length = at % 5 === 0 ? 1_000_000 : [50, 500, 2000, 20_000][at % 4];
    return textOf(at % 10 < 5 ? latin : other, length, at);
  });
}

/** In one piece, and made before anything is measured. */
function textOf(sentence, length, at) {
  const encoding = sentence === latin ? "latin1" : "utf16le";
  const text = String(at) + sentence.repeat(Math.ceil(length / sentence.length));
  return Buffer.from(text.slice(0, length), encoding).toString(encoding);
}

/** The most that the process held since the last call; where the system does not say, the most that was sampled. */
let sampled = 0;
function takePeak() {
  let peak = sampled;
  sampled = 0;
  try {
    peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024;
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {}
  return Math.max(peak, process.memoryUsage.rss());
}

const reranker = onnx({ workers: 2, ...JSON.parse(options) });
await reranker.warmup();
await reranker.rerank({ query: "river", documents: ["a river", "a bank"] });
globalThis.gc();
const before = process.memoryUsage.rss();
takePeak();
const sampling = setInterval(() => {
  sampled = Math.max(sampled, process.memoryUsage.rss());
}, 5);
for (let round = 0; round < rounds; round++) {
  const { outcome } = await reranker.rerank({ query: "where is the river's bank?", documents });
  if (outcome.scored !== documents.length) throw new Error(`${outcome.scored} documents were scored`);
}
clearInterval(sampling);
process.stdout.write(JSON.stringify({ before: before / 2 ** 20, peak: takePeak() / 2 ** 20 }));
await reranker.close();
