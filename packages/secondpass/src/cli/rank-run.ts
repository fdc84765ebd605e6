import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { type Reranker, rerank } from "@secondpass/core";
import { readRun } from "../trec/read-run.ts";
import { readTexts } from "../trec/read-texts.ts";
import { type Place, runLines } from "../trec/run-lines.ts";
import { chooseReranker, failureOf, makeChosen, type RerankerChoice } from "./choose-reranker.ts";
import { exitStatus } from "./exit-status.ts";
import type { Io } from "./io.ts";
import { refuseMasked } from "./refuse-masked.ts";
import { SilentExit } from "./silent-exit.ts";
import { UsageError } from "./usage-error.ts";

/** What the command line says about a whole run. */
export interface RunOptions extends RerankerChoice {
  readonly run: string;
  readonly queries?: string | undefined;
  readonly corpus?: string | undefined;
  /** Default: standard output. */
  readonly output?: string | undefined;
  /** Documents of each query that are reranked; the others stay behind them. Default 100. */
  readonly depth?: number | undefined;
  /** Default: the reranker's id. */
  readonly tag?: string | undefined;
  /** For each query. */
  readonly timeout?: number | undefined;
  readonly failDegraded?: true | undefined;
}

const usualDepth = 100;

/** Everything that a query is reranked with. */
interface Job {
  readonly reranker: Reranker;
  readonly options: RunOptions;
  readonly onFailure: "first-stage" | "throw";
  readonly texts: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
}

/** Reranks every query of a TREC run and writes a TREC run, in the same order of queries. */
export async function rankRun(options: RunOptions, io: Io, signal: AbortSignal): Promise<void> {
  const { run, queries, texts } = await readAll(options, io);
  const chosen = await chooseReranker(options, io);
  if (chosen.kind === "shorthand" && chosen.notice !== undefined) io.warn(chosen.notice);
  await using reranker = await makeChosen(chosen);
  await reranker.warmup({ signal });
  const job: Job = { reranker, options, onFailure: failureOf(chosen), texts, signal };
  const tag = (options.tag ?? reranker.id).replace(/\s+/g, "_");
  await using output = await outputOf(options.output, io);
  let degraded = 0;
  let done = 0;
  for (const [id, documents] of run) {
    io.progress(`${done++} of ${run.size} queries`);
    const { kind, places } = await rerankOne(queries.get(id) ?? "", documents, job);
    if (kind !== "reranked") degraded++;
    await output.write(runLines(id, places, tag));
  }
  io.progress("");
  if (degraded === 0) return;
  io.warn(
    `the answers to ${degraded} of ${run.size} queries are degraded: partial, a fallback's, or first-stage order`,
  );
  if (options.failDegraded) throw new SilentExit(exitStatus.degraded);
}

async function readAll({ run: runName, queries, corpus, depth = usualDepth }: RunOptions, { cwd }: Io) {
  if (queries === undefined || corpus === undefined) throw new UsageError("--run needs --queries and --corpus too");
  const run = await readRun(resolve(cwd, runName), runName);
  const documents = new Set([...run.values()].flatMap((ids) => ids.slice(0, depth)));
  return {
    run,
    queries: await readTexts(resolve(cwd, queries), queries, new Set(run.keys())),
    texts: await readTexts(resolve(cwd, corpus), corpus, documents),
  };
}

async function rerankOne(
  query: string,
  ids: readonly string[],
  { reranker, options, onFailure, texts, signal }: Job,
): Promise<{ readonly kind: string; readonly places: readonly Place[] }> {
  const { depth = usualDepth } = options;
  const head = ids.slice(0, depth);
  const result = await rerank({
    reranker,
    query,
    documents: head,
    text: (id) => texts.get(id) ?? "",
    id: (id) => id,
    timeoutMs: options.timeout,
    onFailure,
    signal,
  });
  refuseMasked(result);
  const tail = ids.slice(depth).map((document) => ({ document, score: null }));
  return { kind: result.outcome.kind, places: [...result.ranking, ...tail] };
}

interface Output extends AsyncDisposable {
  write(text: string): Promise<unknown>;
}

async function outputOf(name: string | undefined, { cwd, print }: Io): Promise<Output> {
  if (name === undefined) return { write: async (text) => print(text), async [Symbol.asyncDispose]() {} };
  try {
    const file = await open(resolve(cwd, name), "w");
    return { write: (text) => file.appendFile(text), [Symbol.asyncDispose]: () => file.close() };
  } catch (cause) {
    throw new UsageError(`-o: ${name} cannot be written: ${(cause as NodeJS.ErrnoException).code}`, { cause });
  }
}
