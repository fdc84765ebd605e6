import type { Dataset, TunedReranker, TuningResults } from "@secondpass/eval";
import { Command, Option } from "commander";
import { collect, duration, orderHelp, positiveInteger, positiveIntegers, positiveNumber } from "../arguments.ts";
import type { Io } from "../io.ts";
import { addDatasetArguments, openDataset } from "./dataset-arguments.ts";
import { loadEval } from "./load-eval.ts";
import { measureDepths } from "./measure-depths.ts";
import { parsePrices, priceHelp } from "./parse-prices.ts";
import { openSystem, type Session, systemsOf } from "./rerank-system.ts";
import { addPaceOptions, addRerankerOptions, answersHelp } from "./reranking-options.ts";
import { settingsOf, type TuneOptions } from "./tune-options.ts";
import { writeTuning } from "./write-output.ts";

/** `secondpass tune`: how many candidates in, how many out, by whom. */
export function tuneCommand(io: Io, signal: AbortSignal): Command {
  const command = new Command("tune").description(
    "Find how many candidates to rerank: quality against latency and cost.",
  );
  return addPaceOptions(addRerankerOptions(addDatasetArguments(command)))
    .addOption(
      new Option("-k, --depths <list>", "candidates reranked")
        .argParser(positiveIntegers)
        .default([10, 20, 50, 100], "10,20,50,100"),
    )
    .addOption(
      new Option("-n, --returned <list>", "documents returned")
        .argParser(positiveIntegers)
        .default([3, 5, 10], "3,5,10"),
    )
    .option("-m, --measure <measure>", "what quality means, of the documents returned", "nDCG@10")
    .option("--price <name=dollars/unit>", priceHelp, collect)
    .option("--timed <n>", "queries by which the latency of the lesser depths is measured", positiveInteger, 50)
    .option("--sample <n>", "only so many of the judged queries, drawn by the seed", positiveInteger)
    .addOption(new Option("--latency-budget <duration>", "what a call may take: 300ms, 2s, 1m").argParser(duration))
    .addOption(
      new Option("--percentile <p>", "of latency, for budget and front").choices(["p50", "p95", "p99"]).default("p95"),
    )
    .option("--cost-budget <dollars>", "what a thousand queries may cost", positiveNumber)
    .option("--seed <n>", "of what is drawn: samples, intervals", positiveInteger, 42)
    .option("--out <folder>", "write tuning.json and tuning.csv there")
    .addOption(new Option("--format <format>", "how to print").choices(["table", "json"]).default("table"))
    .addHelpText("after", `${orderHelp}\n${answersHelp}\n${help}`)
    .action((folder: string | undefined, options: TuneOptions) => tune(folder, options, { io, signal }));
}

const help = `
A reranker that scores each document by itself is asked about all queries at the greatest depth, and about --timed of them at the
others, for their latency. One that looks at all candidates together is asked about all queries at each depth.

Examples:
  $ secondpass tune ./scifact -r onnx --latency-budget 200ms --price onnx=0.12/hour
  $ secondpass tune ./scifact -r onnx -r cohere:rerank-v3.5 -k 20,50,100 -n 5 --sample 100 --cost-budget 5

Exit status: 0 done, 1 failed, 2 wrong usage or bad data, 130 interrupted.`;

interface Surroundings {
  readonly io: Io;
  readonly signal: AbortSignal;
}

async function tune(folder: string | undefined, options: TuneOptions, { io, signal }: Surroundings): Promise<void> {
  const evaluation = await loadEval();
  const deepest = Math.max(...options.depths);
  // A wrong name shows before anybody is asked.
  const measure = evaluation.parseMeasure(options.measure);
  const systems = await systemsOf(options, io);
  const prices = parsePrices(
    options.price ?? [],
    systems.map(({ name }) => name),
  );
  const opened = await openDataset(folder, { ...options, depth: deepest }, io);
  for (const warning of opened.warnings) io.warn(warning);
  const whole = withCandidates(opened.dataset, io);
  const { sample, seed } = options;
  const dataset = sample === undefined ? whole : evaluation.sampleQueries(whole, sample, seed);
  const session: Session = { options: { ...options, depth: deepest }, io, signal };
  const rerankers: TunedReranker[] = [];
  for (const system of systems) {
    await using open = await openSystem(system, session);
    rerankers.push(await measureDepths(system.name, open, dataset, { ...options, prices }));
  }
  const { qrels, firstStage } = dataset;
  const results = evaluation.tune({ qrels, firstStage, rerankers, measure, ...settingsOf(options) });
  await finish(results, options, io);
}

/** Of queries without candidates every depth makes the same. */
function withCandidates(dataset: Dataset, io: Io): Dataset {
  const qrels = new Map([...dataset.qrels].filter(([query]) => dataset.firstStage.has(query)));
  const lacking = dataset.qrels.size - qrels.size;
  if (lacking > 0) io.warn(`judged queries without candidates, left out: ${lacking}`);
  return { ...dataset, qrels };
}

async function finish(results: TuningResults, { format, out }: TuneOptions, io: Io): Promise<void> {
  // It prints figures as the package does, which is not always there.
  const { formatTuning } = await import("./format-tuning.ts");
  io.print(format === "json" ? `${JSON.stringify(results, undefined, 2)}\n` : formatTuning(results));
  if (out === undefined) return;
  io.note(`written to ${out}: ${(await writeTuning(results, { folder: out, cwd: io.cwd })).join(", ")}`);
}
