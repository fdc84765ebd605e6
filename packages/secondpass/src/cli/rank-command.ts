import { type Reranker, rerank } from "@secondpass/core";
import { Command, Option } from "commander";
import { configHelp, duration, finiteNumber, orderHelp, positiveInteger, rerankerHelp } from "./arguments.ts";
import { chooseReranker, failureOf, makeChosen } from "./choose-reranker.ts";
import { exitStatus } from "./exit-status.ts";
import { formatJson, formatJsonLines } from "./format-json.ts";
import { formatTable } from "./format-table.ts";
import type { Fields, InputDocument } from "./input-document.ts";
import type { Io } from "./io.ts";
import { checkRankOptions, type RankOptions } from "./rank-options.ts";
import { rankRun } from "./rank-run.ts";
import { readDocuments } from "./read-documents.ts";
import { refuseMasked } from "./refuse-masked.ts";
import type { Report } from "./report.ts";
import { SilentExit } from "./silent-exit.ts";

/** The options where a query is there. */
interface Asked extends RankOptions {
  readonly query: string;
}

/** `secondpass rank`: reranks the documents of files or standard input for one query. */
export function rankCommand(io: Io, signal: AbortSignal): Command {
  return new Command("rank")
    .description("Rerank documents for a query. Their order is the first-stage order.")
    .argument(
      "[FILE...]",
      "documents: .txt (one a line), .jsonl (a JSON string or object a line), .json (an array), or - for JSON lines from standard input",
    )
    .option("-q, --query <query>", "what is searched for")
    .option("-r, --reranker <reranker>", rerankerHelp)
    .option("-c, --config <file>", configHelp)
    .option("-n, --top <n>", "show only the best n", positiveInteger)
    .option("--text-field <field>", "the field of an object that is reranked", "text")
    .option("--id-field <field>", "the field of an object that names it (default: id, where there is one)")
    .option("--min-score <score>", "leave out what scores below, where the score scale has thresholds", finiteNumber)
    .option("--timeout <duration>", "time for the answer once the reranker is ready: 300ms, 2s, 1m", duration)
    .addOption(new Option("--format <format>", "how to print").choices(["table", "json", "jsonl"]).default("table"))
    .option("--fail-degraded", "exit with 3 where the answer is partial, a fallback's, or first-stage order")
    .option("--explain", "add how the answer came about: attempts, usage, components of the scores")
    .option("--run <run>", "rerank a whole TREC run instead of FILE and -q")
    .option("--queries <file>", "of the run: .jsonl with _id and text, or .tsv")
    .option("--corpus <file>", "of the run: .jsonl with _id, title and text, or .tsv")
    .option("-o, --output <file>", "where the reranked run goes (default: standard output)")
    .option(
      "-k, --depth <n>",
      "documents of each query that are reranked, the others stay behind (default: 100)",
      positiveInteger,
    )
    .option("--tag <tag>", "the last field of the reranked run (default: the reranker's id)")
    .addHelpText("after", `${orderHelp}\n${examples}`)
    .action((files: string[], options: RankOptions, command: Command) => {
      const { query, run } = options;
      checkRankOptions(files, options);
      if (run !== undefined) return rankRun({ ...options, run }, io, signal);
      if (query === undefined) return command.error("error: required option '-q, --query <query>' not specified");
      return rank(files, { ...options, query }, io, signal);
    });
}

const examples = `
Examples:
  $ secondpass rank docs.jsonl -q "how do I reset my password" -n 5
  $ secondpass rank --run bm25.trec --queries queries.tsv --corpus corpus.jsonl -k 50 -o reranked.trec
  $ jq -c '.hits[]' hits.json | secondpass rank -q "refund" --text-field body --format jsonl

Exit status: 0 done (a degraded answer warns), 1 failed, 2 wrong usage or bad input, 3 degraded under --fail-degraded,
130 interrupted.`;

async function rank(files: readonly string[], options: Asked, io: Io, signal: AbortSignal): Promise<void> {
  const fields: Fields = {
    text: options.textField,
    id: options.idField ?? "id",
    idRequired: options.idField !== undefined,
  };
  const documents = await readDocuments(files, fields, io);
  const chosen = await chooseReranker(options, io);
  if (chosen.kind === "shorthand" && chosen.notice !== undefined) io.warn(chosen.notice);
  await using reranker = await makeChosen(chosen);
  const report = await answer(reranker, documents, { ...options, onFailure: failureOf(chosen) }, signal);
  for (const { code, message } of report.result.warnings) io.warn(`${code}: ${message}`);
  const { kind } = report.result.outcome;
  if (kind !== "reranked") io.warn(`the answer is degraded: ${kind}`);
  io.print(formatted(report, options, io));
  if (kind !== "reranked" && options.failDegraded) throw new SilentExit(exitStatus.degraded);
}

async function answer(
  reranker: Reranker,
  documents: readonly InputDocument[],
  options: Asked & { readonly onFailure: "first-stage" | "throw" },
  signal: AbortSignal,
): Promise<Report> {
  // What is wrong from the start (a key, a model) shows here and fails; later failures degrade.
  await reranker.warmup({ signal });
  const ids = documents.every(({ id }) => id !== undefined);
  const start = performance.now();
  const result = await rerank({
    reranker,
    query: options.query,
    documents,
    text: ({ text }) => text,
    id: ids ? ({ id }) => id as string : undefined,
    topN: options.top,
    minScore: options.minScore,
    timeoutMs: options.timeout,
    onFailure: options.onFailure,
    signal,
  });
  refuseMasked(result);
  return {
    query: options.query,
    requested: reranker.id,
    result,
    totalMs: performance.now() - start,
    count: documents.length,
  };
}

function formatted(report: Report, options: RankOptions, io: Io): string {
  if (options.format === "json") return formatJson(report);
  if (options.format === "jsonl") return formatJsonLines(report);
  return formatTable(report, { columns: io.columns, color: io.color, explain: options.explain === true });
}
