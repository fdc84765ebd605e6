import type { EvaluatedSystem, EvaluationResults } from "@secondpass/eval";
import { Command, InvalidArgumentError, Option } from "commander";
import { collect, orderHelp, positiveInteger } from "../arguments.ts";
import { exitStatus } from "../exit-status.ts";
import type { Io } from "../io.ts";
import { SilentExit } from "../silent-exit.ts";
import { addDatasetArguments, openDataset } from "./dataset-arguments.ts";
import { checkNames, type EvalOptions, parseContext, planOf } from "./eval-options.ts";
import { loadEval } from "./load-eval.ts";
import { parsePrices, priceHelp } from "./parse-prices.ts";
import { rerankSystem, systemsOf } from "./rerank-system.ts";
import { addRerankingOptions, answersHelp } from "./reranking-options.ts";
import { writeEvaluation } from "./write-output.ts";

/** `secondpass eval`: does reranking help, by how much, at what latency and cost? */
export function evalCommand(io: Io, signal: AbortSignal): Command {
  const command = new Command("eval").description(
    "Measure rerankers on judged queries, against the order they are given.",
  );
  return addRerankingOptions(addDatasetArguments(command))
    .option(
      "-m, --measure <measure>",
      "may be repeated, or a list; the first is the one that verdicts go by (default: nDCG@10, RR@10, Success@5, Judged@10)",
      collect,
    )
    .option("--price <name=dollars/unit>", priceHelp, collect)
    .option("--baseline <name>", "the reranker that the others are compared with (default: the first stage)")
    .addOption(
      new Option("--context <n>", "also what reaches a prompt of n documents (5) or tokens (2000t)").argParser(
        contextSize,
      ),
    )
    .option(
      "--relevant-from <level>",
      "the level from which on a document counts as relevant in shares",
      positiveInteger,
      1,
    )
    .option(
      "--sample <n>",
      "only so many of the judged queries, drawn by the seed: a cheap first look",
      positiveInteger,
    )
    .option("--skip-missing", "leave out judged queries without candidates (default: they count as 0)")
    .option("--seed <n>", "of what is drawn: samples, intervals, significance", positiveInteger, 42)
    .option("--out <folder>", "write report.html, results.json and per-query.csv there")
    .option("--save-runs", "with --out: also the reranked runs, in TREC form")
    .option("--fail-below <[name:]metric=value>", "may be repeated; exit with 1 where a mean is lower", collect)
    .addOption(new Option("--format <format>", "how to print").choices(["table", "json"]).default("table"))
    .addHelpText("after", `${orderHelp}\n${answersHelp}\n${help}`)
    .action((folder: string | undefined, options: EvalOptions) => evaluate(folder, options, { io, signal }));
}

const help = `
Measures are named as in ir_measures: nDCG@10, RR@10, AP, R@100, P@5, Success@5, Judged@10, AP(rel=2)@100, …

Examples:
  $ secondpass eval ./scifact -r lexical -r onnx --out report
  $ secondpass eval --qrels qrels.txt --queries queries.tsv --corpus corpus.jsonl --run bm25.trec -r cohere:rerank-v3.5 --sample 50
  $ secondpass eval ./scifact -r onnx --fail-below nDCG@10=0.70

Exit status: 0 done, 1 failed or below a bound, 2 wrong usage or bad data, 130 interrupted.`;

function contextSize(text: string): NonNullable<EvalOptions["context"]> {
  try {
    return parseContext(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

interface Surroundings {
  readonly io: Io;
  readonly signal: AbortSignal;
}

async function evaluate(folder: string | undefined, options: EvalOptions, { io, signal }: Surroundings): Promise<void> {
  const evaluation = await loadEval();
  const { measures, gates } = planOf(options, evaluation);
  const chosen = await systemsOf(options, io);
  const names = chosen.map(({ name }) => name);
  checkNames(options, gates, [evaluation.firstStageName, ...names]);
  const prices = parsePrices(options.price ?? [], names);
  const opened = await openDataset(folder, options, io);
  const { sample, seed } = options;
  const dataset = sample === undefined ? opened.dataset : evaluation.sampleQueries(opened.dataset, sample, seed);
  const systems: EvaluatedSystem[] = [];
  for (const system of chosen) {
    const reranked = await rerankSystem(system, dataset, [...dataset.qrels.keys()], { options, io, signal });
    const price = prices.get(system.name);
    systems.push(price ? { ...reranked, calls: evaluation.withPrice(reranked.calls, price, system.name) } : reranked);
  }
  const results = evaluation.evaluateSystems({
    dataset,
    systems,
    measures,
    depth: options.depth,
    firstStage: opened.firstStage,
    baseline: options.baseline,
    missing: options.skipMissing ? "skip" : "zero",
    context: options.context,
    relevantFrom: options.relevantFrom,
    seed: options.seed,
    warnings: [...opened.warnings, ...degradedWarnings(systems)],
  });
  await finish(results, { options, io, systems });
  const { shortfalls } = await import("./shortfalls.ts");
  const short = shortfalls(results, gates);
  for (const one of short) io.warn(one);
  if (short.length > 0) throw new SilentExit(exitStatus.failed);
}

interface Finished {
  readonly options: EvalOptions;
  readonly io: Io;
  readonly systems: readonly EvaluatedSystem[];
}

async function finish(results: EvaluationResults, { options, io, systems }: Finished): Promise<void> {
  // It prints figures as the package does, which is not always there.
  const { formatEvaluation } = await import("./format-evaluation.ts");
  for (const warning of results.warnings) io.warn(warning);
  io.print(options.format === "json" ? `${JSON.stringify(results, undefined, 2)}\n` : formatEvaluation(results));
  if (options.out === undefined) return;
  const written = await writeEvaluation(results, systems, {
    folder: options.out,
    runs: options.saveRuns === true,
    cwd: io.cwd,
  });
  io.note(`written to ${options.out}: ${written.join(", ")}`);
}

function degradedWarnings(systems: readonly EvaluatedSystem[]): readonly string[] {
  return systems.flatMap(({ name, calls = [] }) => {
    const degraded = calls.filter(({ outcome }) => outcome !== "reranked").length;
    const what = "degraded (partial, a fallback's, or first-stage order) and count as they are";
    return degraded === 0 ? [] : [`${name}: ${degraded} of ${calls.length} answers are ${what}`];
  });
}
