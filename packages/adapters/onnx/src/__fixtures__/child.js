// Reranks in a process of its own, and ends in the way that is asked for.
// usage: node child.js '{"model": "folder, default the bundled one"}' leave|close|close-midway|exit-midway|throw-midway|exit-loading|broken
import { createOnnx } from "../../dist/create-onnx.js";

const [options, way] = process.argv.slice(2);
const { reranker, runs } = createOnnx({ workers: 2, ...JSON.parse(options) });
const say = (text) => process.stdout.write(`${text}\n`);
const codeOf = (call) => call.then(() => "answered", (error) => error.code);
const few = { query: "river", documents: ["a river", "a bank"] };
const many = { query: "river", documents: Array.from({ length: 400 }, (_, at) => `document ${at} of rivers `.repeat(30)) };

if (way === "exit-loading") {
  void codeOf(reranker.warmup());
  setTimeout(() => process.exit(0), 40);
} else if (way === "broken") {
  say(await codeOf(reranker.warmup()));
  say(await codeOf(reranker.rerank(few)));
} else {
  say(await codeOf(reranker.rerank(few)));
  if (way === "close") await reranker.close();
  if (way.endsWith("midway")) await midway();
  // What keeps the process alive, besides the pipes to its parent.
  say(process.getActiveResourcesInfo().filter((name) => name !== "PipeWrap" && name !== "TTYWrap").join());
}

async function midway() {
  const before = runs();
  const call = codeOf(reranker.rerank(many));
  while (runs() === before) await new Promise(setImmediate);
  // The other batches are inside the model now.
  if (way === "exit-midway") process.exit(0);
  if (way === "throw-midway") throw new Error("of the application's own");
  await reranker.close();
  say(await call);
}
