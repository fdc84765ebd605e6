import { type Reranker, type RerankResult, rerank, rerankError, treatments } from "@secondpass/core";
import { Command, Option } from "commander";
import { configHelp, duration, finiteNumber, orderHelp, positiveInteger, rerankerHelp } from "./arguments.ts";
import { type Chosen, chooseReranker, makeChosen } from "./choose-reranker.ts";
import { exitStatus } from "./exit-status.ts";
import { formatJson, formatJsonLines } from "./format-json.ts";
import { formatTable } from "./format-table.ts";
import type { Fields, InputDocument } from "./input-document.ts";
import type { Io } from "./io.ts";
import { readDocuments } from "./read-documents.ts";
import type { Report } from "./report.ts";
import { SilentExit } from "./silent-exit.ts";

/** The options as commander hands them over. */
interface RankOptions {
  readonly query: string;
  readonly reranker?: string;
  readonly config?: string;
  readonly top?: number;
  readonly textField: string;
  readonly idField?: string;
  readonly minScore?: number;
  readonly timeout?: number;
  readonly format: "table" | "json" | "jsonl";
  readonly failDegraded?: true;
  readonly explain?: true;
}

/** `secondpass rank`: reranks the documents of files or standard input for one query. */
export function rankCommand(io: Io, signal: AbortSignal): Command {
  return new Command("rank")
    .description("Rerank documents for a query. Their order is the first-stage order.")
    .argument(
      "[FILE...]",
      "documents: .txt (one a line), .jsonl (a JSON string or object a line), .json (an array), or - for JSON lines from standard input",
    )
    .requiredOption("-q, --query <query>", "what is searched for")
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
    .addHelpText("after", `${orderHelp}\n${examples}`)
    .action((files: string[], options: RankOptions) => rank(files, options, io, signal));
}

const examples = `
Examples:
  $ secondpass rank docs.jsonl -q "how do I reset my password" -n 5
  $ jq -c '.hits[]' hits.json | secondpass rank -q "refund" --text-field body --format jsonl

Exit status: 0 done (a degraded answer warns), 1 failed, 2 wrong usage or bad input, 3 degraded under --fail-degraded,
130 interrupted.`;

async function rank(files: readonly string[], options: RankOptions, io: Io, signal: AbortSignal): Promise<void> {
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

/** A bare reranker degrades here; a stack does so by itself, or is strict and means it. */
function failureOf({ kind }: Chosen): "first-stage" | "throw" {
  return kind === "entry" ? "throw" : "first-stage";
}

async function answer(
  reranker: Reranker,
  documents: readonly InputDocument[],
  options: RankOptions & { readonly onFailure: "first-stage" | "throw" },
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

/** A wrong key or setting must fail even where it shows only now; it is no outage to be degraded from. */
function refuseMasked({ outcome, rerankerId }: RerankResult<InputDocument>): void {
  if (outcome.kind !== "first-stage") return;
  for (const { result } of outcome.attempts) {
    if (result !== "ok" && !treatments[result].fallbackAllowed) throw rerankError(result, `${rerankerId}: ${result}`);
  }
}

function formatted(report: Report, options: RankOptions, io: Io): string {
  if (options.format === "json") return formatJson(report);
  if (options.format === "jsonl") return formatJsonLines(report);
  return formatTable(report, { columns: io.columns, color: io.color, explain: options.explain === true });
}
