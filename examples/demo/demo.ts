// What npm start shows: the sample collection reranked.
import { meanNdcg } from "@secondpass/bench/evaluation";
import { resolveReranker } from "secondpass";
import { type RerankedAll, rerankAll } from "./rerank-all.ts";
import { readSample } from "./sample.ts";
import { sideBySide } from "./side-by-side.ts";

/** The question that is shown in full. */
const shown = "q08";
const view = {
  columns: process.stdout.columns ?? 100,
  color: process.stdout.isTTY === true && !process.env.NO_COLOR,
  places: 6,
};

const sample = readSample();
await using reranker = await resolveReranker();
await reranker.warmup();
const all = await rerankAll(reranker, sample);
const example = all.questions.get(shown);

console.log("Secondpass: the second pass of search.");
console.log(
  `${sample.documents.size} sample passages, ${sample.queries.size} questions, reranked by ${reranker.id} on this machine.`,
);
console.log("A demonstration, not evidence: the collection is small and made for showing.\n");
console.log(`Question: ${sample.queries.get(shown)}\n`);
if (example) console.log(sideBySide(sample, shown, example, view).join("\n"));
console.log("\n● answers the question   ○ helps   · neither, by the sample's judgements\n");
console.log(figures(all).join("\n"));
console.log(`
Try next
  npm start -- rank -q "your question" your-documents.jsonl
  npm start -- rank --help
  npm run example -- first-call
  docs/guide/quick-start.md`);

function figures({ questions, pairs, milliseconds }: RerankedAll): readonly string[] {
  const runOf = (which: "before" | "after"): Map<string, readonly string[]> =>
    new Map([...questions].map(([id, orders]) => [id, orders[which]]));
  const before = meanNdcg(runOf("before"), sample.qrels, 10);
  const after = meanNdcg(runOf("after"), sample.qrels, 10);
  const gains = [...after.byQuery].map(([id, value]) => value - (before.byQuery.get(id) ?? 0));
  const count = (holds: (gain: number) => boolean): number => gains.filter(holds).length;
  const [wins, losses] = [count((gain) => gain > 1e-9), count((gain) => gain < -1e-9)];
  return [
    `nDCG@10 over all ${gains.length} questions`,
    `  first stage  ${before.mean.toFixed(4)}`,
    `  reranked     ${after.mean.toFixed(4)}   wins ${wins}, losses ${losses}, ties ${gains.length - wins - losses}`,
    `${pairs} passages read with their question in ${milliseconds.toFixed(0)} ms`,
  ];
}
