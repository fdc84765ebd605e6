import { resolve } from "node:path";
import type { Reranker } from "@secondpass/core";
import type { AnswerStore, Dataset, Progress, RerankedDataset } from "@secondpass/eval";
import type { AnswerFile } from "@secondpass/eval/files";
import { withRetry } from "@secondpass/resilience";
import { type Chosen, chooseReranker, makeChosen } from "../choose-reranker.ts";
import { formatDuration } from "../duration.ts";
import type { Io } from "../io.ts";
import { answersFile, answersFolder } from "./answers-folder.ts";
import { loadEval, loadEvalFiles } from "./load-eval.ts";
import type { RerankingOptions } from "./reranking-options.ts";

/** A reranker that is to be measured, by the name under which results show it. */
export interface System {
  readonly name: string;
  readonly chosen: Chosen;
}

/** A dataset in a reranker's order, and who that is. */
export interface RerankedSystem extends RerankedDataset {
  readonly name: string;
  readonly rerankerId: string;
  readonly revision: string | undefined;
}

/** What a command does with its rerankers' options, its surroundings and its end. */
export interface Session {
  readonly options: RerankingOptions;
  readonly io: Io;
  readonly signal: AbortSignal;
}

/** The rerankers that the options name, in their order; without any the usual one. @throws UsageError as `chooseReranker`. */
export async function systemsOf({ reranker, config }: RerankingOptions, io: Io): Promise<readonly System[]> {
  if (reranker === undefined) return [systemOf(await chooseReranker({ config }, io), io)];
  const names = [...new Set(reranker)];
  return Promise.all(
    names.map(async (name) => ({ name, chosen: await chooseReranker({ reranker: name, config }, io) })),
  );
}

function systemOf(chosen: Chosen, io: Io): System {
  if (chosen.kind === "entry") return { name: chosen.entry, chosen };
  if (chosen.notice !== undefined) io.warn(chosen.notice);
  return { name: chosen.shorthand, chosen };
}

/**
 * Reranks a dataset by a system, with progress. A bare reranker is tried again as a batch job may (a rate limit is waited out); a
 * stack of a configuration file does as it says.
 *
 * @param queries ids of those that are asked.
 * @throws as `makeChosen` and `rerankDataset`.
 */
export async function rerankSystem(
  { name, chosen }: System,
  dataset: Dataset,
  queries: readonly string[],
  session: Session,
): Promise<RerankedSystem> {
  const { options, io, signal } = session;
  const { rerankDataset } = await loadEval();
  let last: Progress | undefined;
  const show = progressOf(name, io);
  await using reranker = await persistent(chosen);
  using file = await answersOf(reranker.id, options, io);
  const { depth, concurrency, callsPerMinute, timeout: timeoutMs, fresh } = options;
  const store = fresh ? withoutMemory(file) : file;
  const onProgress = (progress: Progress): void => {
    last = progress;
    show(progress);
  };
  const pace = { concurrency, callsPerMinute, timeoutMs };
  try {
    const reranked = await rerankDataset({ reranker, dataset, queries, depth, ...pace, store, signal, onProgress });
    tellReused(name, reranked, io);
    return { ...reranked, name, rerankerId: reranker.id, revision: reranker.traits.revision };
  } catch (error) {
    if (last) io.note(`${name}: ${last.done} of ${last.total} answers are kept; the same command goes on from there`);
    throw error;
  } finally {
    io.progress("");
  }
}

async function persistent(chosen: Chosen): Promise<Reranker> {
  const made = await makeChosen(chosen);
  return chosen.kind === "entry" ? made : withRetry(made, { preset: "batch", budget: false });
}

async function answersOf(rerankerId: string, { answers }: RerankingOptions, io: Io): Promise<AnswerFile> {
  const { openAnswerFile } = await loadEvalFiles();
  const folder = answers === undefined ? answersFolder(io.env) : resolve(io.cwd, answers);
  return openAnswerFile(answersFile(folder, rerankerId));
}

function withoutMemory(store: AnswerStore): AnswerStore {
  return { get: () => undefined, put: store.put };
}

/** A line such as `onnx: 120 of 300 queries, 40 s left`. */
function progressOf(name: string, io: Io): (progress: Progress) => void {
  const start = performance.now();
  return ({ done, total, reused }) => {
    const asked = done - reused;
    const leftMs = asked === 0 ? 0 : ((performance.now() - start) / asked) * (total - done);
    const left = leftMs < 1000 ? "" : `, ${formatDuration(leftMs)} left`;
    io.progress(`${name}: ${done} of ${total} queries${left}`);
  };
}

function tellReused(name: string, { calls }: RerankedDataset, io: Io): void {
  const reused = calls.filter((call) => call.reused).length;
  if (reused > 0) io.note(`${name}: ${reused} of ${calls.length} answers are kept ones; --fresh asks again`);
}
