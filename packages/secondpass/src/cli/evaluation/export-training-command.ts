import { resolve } from "node:path";
import type { Dataset, Run, TrainingFormat, TrainingOptions } from "@secondpass/eval";
import { Command, Option } from "commander";
import { collect, configHelp, finiteNumber, positiveInteger, rerankerHelp } from "../arguments.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import { addDatasetArguments, type DatasetOptions, openDataset } from "./dataset-arguments.ts";
import { formatTrainingSummary } from "./format-training-summary.ts";
import { loadEval, loadEvalFiles } from "./load-eval.ts";
import { type RerankedSystem, rerankSystem, type Session, systemsOf } from "./rerank-system.ts";
import { addPaceOptions, answersHelp, type RerankingOptions } from "./reranking-options.ts";

/** The options of `export-training` as commander hands them over. */
interface ExportOptions
  extends RerankingOptions,
    DatasetOptions,
    Omit<TrainingOptions, "candidates" | "depth" | "unjudged"> {
  readonly format: TrainingFormat;
  readonly scores?: true;
  readonly judgedOnly?: true;
  readonly output?: string;
}

/** `secondpass export-training`: judgements as training data, with hard negatives. */
export function exportTrainingCommand(io: Io, signal: AbortSignal): Command {
  const command = new Command("export-training").description(
    "Write training data of judged queries, with hard negatives, for sentence-transformers.",
  );
  return addPaceOptions(addDatasetArguments(command, "train"))
    .option("-r, --reranker <reranker>", `takes the negatives from this one's order: ${rerankerHelp}`, collect)
    .option("-c, --config <file>", configHelp)
    .option("-k, --depth <n>", "candidates of each query that are looked at", positiveInteger, 100)
    .addOption(
      new Option("--format <format>", "a line's kind")
        .choices(["triplet", "n-tuple", "labeled-pair"])
        .default("triplet"),
    )
    .option("-n, --negatives <n>", "negatives of each query, at most", positiveInteger, 4)
    .option("--skip-top <n>", "pass over the first so many of what may be a negative", positiveInteger)
    .addOption(
      new Option("--sampling <way>", "which of what may be a negative").choices(["top", "random"]).default("top"),
    )
    .option("--judged-only", "take only documents judged not relevant (default: also those that nobody judged)")
    .option("--absolute-margin <score>", "a negative's score must be this much below the positive's", finiteNumber)
    .option(
      "--relative-margin <share>",
      "a negative's score must be this share of the positive's below it",
      finiteNumber,
    )
    .option("--max-score <score>", "no negative scores higher", finiteNumber)
    .option("--min-score <score>", "no negative scores lower", finiteNumber)
    .option("--scores", "write the scores too, for distillation")
    .option("--relevant-from <level>", "the level from which on a document is a positive", positiveInteger, 1)
    .option("--seed <n>", "of --sampling random", positiveInteger, 42)
    .option("-o, --output <file>", "where the lines go (default: standard output)")
    .addHelpText("after", `${help}\n${answersHelp}`)
    .action((folder: string | undefined, options: ExportOptions) => exportTraining(folder, { options, io, signal }));
}

const help = `
Negatives are the highest of the first stage's candidates that are not judged relevant. With -r they are the highest of that
reranker's order, and margins and --scores go by its scores. Of a folder, the judgements of the split "train" are taken.

Lines (JSON), with the names that sentence-transformers knows:
  triplet       query, positive, negative                    a line for each negative
  n-tuple       query, positive, negative_1 … negative_n     a line for each positive that has n
  labeled-pair  query, passage, label                        a line for each document; for cross-encoders

Examples:
  $ secondpass export-training ./scifact -r onnx --relative-margin 0.05 --format n-tuple -o train.jsonl
  $ secondpass export-training --qrels qrels.txt --queries queries.tsv --corpus corpus.jsonl --run bm25.trec > train.jsonl

Exit status: 0 done, 1 failed, 2 wrong usage or bad data, 130 interrupted.`;

interface Export extends Session {
  readonly options: ExportOptions;
}

async function exportTraining(folder: string | undefined, session: Export): Promise<void> {
  const { options, io } = session;
  const { trainingTriples, trainingLines } = await loadEval();
  const split = options.split ?? (folder !== undefined && options.qrels === undefined ? "train" : undefined);
  const { dataset, warnings } = await openDataset(folder, { ...options, split }, io, { judgedTexts: true });
  for (const warning of warnings) io.warn(warning);
  const candidates = await candidatesOf(dataset, session);
  const { triples, summary } = trainingTriples(dataset, {
    ...choices(options),
    candidates,
    unjudged: options.judgedOnly !== true,
  });
  let count = 0;
  const { queries, documents } = dataset;
  const { format, scores, negatives } = options;
  const lines = counted(trainingLines(triples, queries, documents, { format, scores, negatives }), () => count++);
  await write(lines, options.output, io);
  for (const line of formatTrainingSummary(summary, count)) io.note(line);
}

function choices(options: ExportOptions): TrainingOptions {
  const { negatives, depth, skipTop, sampling, relevantFrom, seed } = options;
  const { absoluteMargin, relativeMargin, maxScore, minScore } = options;
  const numbers = { negatives, depth, skipTop, relevantFrom, seed };
  return { ...numbers, sampling, absoluteMargin, relativeMargin, maxScore, minScore };
}

/** What the reranker made of the candidates and the relevant documents, which it must score too; undefined where none is asked for. */
async function candidatesOf(dataset: Dataset, session: Export): Promise<Run | undefined> {
  const { options, io } = session;
  const { reranker, config, depth, relevantFrom } = options;
  if (reranker === undefined && config === undefined) return undefined;
  const [system, ...others] = await systemsOf(options, io);
  if (!system || others.length > 0) throw new UsageError("-r: one reranker chooses the negatives; name one");
  const { candidatesWithPositives } = await loadEval();
  const firstStage = candidatesWithPositives(dataset, { depth, relevantFrom });
  // Positives that the first stage missed stand behind its candidates: all are asked about.
  const longest = Math.max(...[...firstStage.values()].map(({ documents }) => documents.length));
  const asked = { ...session, options: { ...options, depth: Math.max(longest, 1) } };
  const reranked = await rerankSystem(system, { ...dataset, firstStage }, [...firstStage.keys()], asked);
  warnOfDegraded(reranked, io);
  return reranked.run;
}

function warnOfDegraded({ calls }: RerankedSystem, io: Io): void {
  const degraded = calls.filter(({ outcome }) => outcome !== "reranked").length;
  if (degraded === 0) return;
  const what =
    "degraded (partial, a fallback's, or first-stage order): their scores may be missing or another reranker's";
  io.warn(`${degraded} of ${calls.length} answers are ${what}`);
}

async function write(lines: Iterable<string>, output: string | undefined, io: Io): Promise<void> {
  if (output === undefined) {
    for (const line of lines) io.print(line);
    return;
  }
  const { writeFileAtomically } = await loadEvalFiles();
  try {
    await writeFileAtomically(resolve(io.cwd, output), lines);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw new UsageError(`-o: ${output} cannot be written: ${code}`, { cause });
  }
}

function* counted(lines: Iterable<string>, count: () => void): Generator<string> {
  for (const line of lines) {
    count();
    yield line;
  }
}
