import type { Dataset } from "@secondpass/eval";
import type { Command } from "commander";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import { loadEvalFiles } from "./load-eval.ts";

/** The options of a test collection as commander hands them over. */
export interface DatasetOptions {
  readonly qrels?: string | undefined;
  readonly queries?: string | undefined;
  readonly corpus?: string | undefined;
  readonly run?: string | undefined;
  readonly split?: string | undefined;
}

const help = `
The collection: DATASET_DIR as BEIR has it (corpus.jsonl, queries.jsonl, qrels/SPLIT.tsv), or files of their own; a file named
beside the folder takes its part. Queries and documents are .jsonl (_id, title, text) or .tsv (id, tab, text). Judgements are
TREC's (query 0 document level), BEIR's, .jsonl or .json; a run is TREC's (query Q0 document rank score tag), or .json, with
texts as rank_llm has it or without. Without a run the first stage is BM25 over the whole corpus.`;

/**
 * Adds the arguments of a test collection to a command: its first argument, `[DATASET_DIR]`, and options.
 *
 * @param split what the command takes where none is named, for its help. Another than "test" the command must set itself.
 */
export function addDatasetArguments(command: Command, split = "test"): Command {
  return command
    .argument("[DATASET_DIR]", "a folder with corpus.jsonl, queries.jsonl and qrels/SPLIT.tsv")
    .option("--qrels <file>", "judgements")
    .option("--queries <file>", "texts of the queries")
    .option("--corpus <file>", "texts of the documents")
    .option("--run <run>", "what the first stage found (default: BM25 over the corpus)")
    .option("--split <name>", `which judgements of DATASET_DIR (default: ${split})`)
    .addHelpText("after", help);
}

/** Which texts a command needs beside the candidates'. */
export interface NeededTexts {
  /** Those of judged documents, whether the first stage found them or not. Default false. */
  readonly judgedTexts?: boolean | undefined;
}

/** A collection with its first stage. */
export interface CommandDataset {
  readonly dataset: Dataset;
  /** What the first stage is, for people. */
  readonly firstStage: string;
  /** What does not fit together, for people. */
  readonly warnings: readonly string[];
}

/**
 * Opens the collection that the arguments name. Where they name no run, BM25 over the whole corpus is its first stage, a thousand
 * documents for each query (or `depth`, where that is more). Of a run's candidates the first `depth` have their texts.
 *
 * @throws UsageError naming the argument that is missing; InputError naming file, line and field; RerankError `misconfigured`
 *   where `@secondpass/eval` is not installed.
 */
export async function openDataset(
  folder: string | undefined,
  { qrels, queries, corpus, run, split, depth }: DatasetOptions & { readonly depth: number },
  io: Pick<Io, "cwd" | "progress">,
  { judgedTexts }: NeededTexts = {},
): Promise<CommandDataset> {
  const files = { folder, qrels, queries, corpus, run, split };
  checkArguments(folder, files);
  const { readDataset } = await loadEvalFiles();
  const { warnings, firstStage, ...parts } = await readDataset({ ...files, cwd: io.cwd, depth, judgedTexts });
  if (firstStage && run !== undefined) return { dataset: { ...parts, firstStage }, firstStage: run, warnings };
  const found = Math.max(depth, usualLength);
  io.progress(`BM25 over ${parts.documents.size} documents`);
  const { lexicalRun } = await import("./lexical-run.ts");
  const made = lexicalRun(parts, found);
  io.progress("");
  return { dataset: { ...parts, firstStage: made }, firstStage: `BM25 over the corpus, best ${found}`, warnings };
}

/** As TREC has it: what measures up to R@1000 look at. */
const usualLength = 1000;

function checkArguments(folder: string | undefined, { qrels, queries, corpus, run }: DatasetOptions): void {
  if (folder !== undefined) return;
  if (qrels === undefined) throw new UsageError("no collection: name DATASET_DIR, or --qrels, --queries and --corpus");
  const bringsTexts = run?.toLowerCase().endsWith(".json") ?? false;
  const missing = Object.entries({ "--queries": queries, "--corpus": corpus }).filter(([, file]) => file === undefined);
  if (missing.length === 0 || bringsTexts) return;
  throw new UsageError(`without DATASET_DIR, --qrels needs ${missing.map(([name]) => name).join(" and ")} too`);
}
