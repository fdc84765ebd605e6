// What npm start shows: the sample collection reranked.
import { evaluate, parseMeasure } from "@secondpass/eval";
import { resolveReranker } from "secondpass";
import { type RerankedAll, rerankAll, rerankOne } from "./rerank-all.ts";
import { readSample } from "./sample.ts";
import { sideBySide } from "./side-by-side.ts";

/** The question that is shown in full: its answer uses none of its words. */
const shown = "q02";
const view = {
  columns: process.stdout.columns ?? 100,
  color: process.stdout.isTTY === true && !process.env.NO_COLOR,
  places: 6,
};

const sample = await readSample();
await using reranker = await resolveReranker();
await reranker.warmup();

console.log("Secondpass: the second pass of search.");
console.log(`${sample.documents.size} sample passages, reranked by ${reranker.id} on this machine.`);
console.log("A demonstration, not evidence: the collection is small and made for showing.\n");
console.log(`Question: ${sample.queries.get(shown)}\n`);
console.log(sideBySide(sample, shown, await rerankOne(reranker, sample, shown), view).join("\n"));
console.log("\n● answers the question   ○ helps   · neither, by the sample's judgements\n");
console.log(figures(await rerankAll(reranker, sample, progress)).join("\n"));
console.log(`
Try next
  npm start -- rank -q "your question" your-documents.jsonl
  npm start -- rank --help
  npm start -- eval examples/sample --run examples/sample/first-stage.trec -r lexical -r onnx --out report
  npm run example -- first-call
  docs/guide/quick-start.md`);

function progress(done: number, of: number): void {
  if (process.stderr.isTTY)
    process.stderr.write(done === of ? "\r\u001b[K" : `\rreranking all questions: ${done} of ${of}`);
}

function figures({ questions, pairs, milliseconds }: RerankedAll): readonly string[] {
  const ndcg = (which: "before" | "after"): { mean: number; values: readonly number[] } => {
    const lists = [...questions].map(([id, orders]) => [id, { documents: orders[which], scores: [] }] as const);
    const { means, values } = evaluate(new Map(lists), sample.qrels, [parseMeasure("nDCG@10")]);
    return { mean: means.get("nDCG@10") ?? 0, values: [...(values.get("nDCG@10") ?? [])] };
  };
  const [before, after] = [ndcg("before"), ndcg("after")];
  const gains = after.values.map((value, place) => value - (before.values[place] ?? 0));
  const count = (holds: (gain: number) => boolean): number => gains.filter(holds).length;
  const [wins, losses] = [count((gain) => gain > 1e-9), count((gain) => gain < -1e-9)];
  return [
    `nDCG@10 over all ${gains.length} questions`,
    `  first stage  ${before.mean.toFixed(4)}`,
    `  reranked     ${after.mean.toFixed(4)}   wins ${wins}, losses ${losses}, ties ${gains.length - wins - losses}`,
    `${pairs} passages read with their question in ${(milliseconds / 1000).toFixed(1)} s`,
  ];
}
