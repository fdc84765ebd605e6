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
export async function systemsOf(
  { reranker, config }: Pick<RerankingOptions, "reranker" | "config">,
  io: Io,
): Promise<readonly System[]> {
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

/** A system that is ready to be asked. */
export interface OpenSystem extends AsyncDisposable {
  readonly reranker: Reranker;
  /**
   * Reranks a dataset, with progress.
   *
   * @param queries ids of those that are asked.
   * @param depth candidates of each that are reranked. Default: the options'.
   * @throws as `rerankDataset`.
   */
  rerank(dataset: Dataset, queries: readonly string[], depth?: number): Promise<RerankedSystem>;
}

/** Reranks a dataset by a system. @throws as `openSystem` and its `rerank`. */
export async function rerankSystem(
  system: System,
  dataset: Dataset,
  queries: readonly string[],
  session: Session,
): Promise<RerankedSystem> {
  await using open = await openSystem(system, session);
  return await open.rerank(dataset, queries);
}

/**
 * Makes a system's reranker. A bare one is tried again as a batch job may (a rate limit is waited out); a stack of a
 * configuration file does as it says.
 *
 * @throws as `makeChosen`; InputError where the file of kept answers is none.
 */
export async function openSystem({ name, chosen }: System, session: Session): Promise<OpenSystem> {
  const { options, io, signal } = session;
  const { rerankDataset } = await loadEval();
  const reranker = await persistent(chosen);
  const { concurrency, callsPerMinute, timeout: timeoutMs, fresh } = options;
  const pace = { concurrency, callsPerMinute, timeoutMs };
  return {
    reranker,
    async rerank(dataset, queries, depth = options.depth) {
      using file = await answersOf(reranker.id, options, io);
      const store = fresh ? withoutMemory(file) : file;
      const progress = createProgress(name, io);
      const { onProgress } = progress;
      try {
        const reranked = await rerankDataset({ reranker, dataset, queries, depth, ...pace, store, signal, onProgress });
        progress.tellReused(depth);
        return { ...reranked, name, rerankerId: reranker.id, revision: reranker.traits.revision };
      } catch (error) {
        progress.tellKept();
        throw error;
      } finally {
        io.progress("");
      }
    },
    [Symbol.asyncDispose]: () => reranker.close(),
  };
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

/** Tells how far a system is, with a line such as `onnx: 120 of 300 queries, 40 s left`, and what came of it. */
function createProgress(name: string, io: Io) {
  const start = performance.now();
  let last: Progress = { done: 0, total: 0, reused: 0 };
  return {
    onProgress(progress: Progress): void {
      last = progress;
      const { done, total, reused } = progress;
      const asked = done - reused;
      const leftMs = asked === 0 ? 0 : ((performance.now() - start) / asked) * (total - done);
      const left = leftMs < 1000 ? "" : `, ${formatDuration(leftMs)} left`;
      io.progress(`${name}: ${done} of ${total} queries${left}`);
    },
    tellReused(depth: number): void {
      if (last.reused === 0) return;
      io.note(`${name}: ${last.reused} of ${last.total} answers at depth ${depth} are kept ones; --fresh asks again`);
    },
    tellKept(): void {
      if (last.done === 0) return;
      io.note(`${name}: ${last.done} of ${last.total} answers are kept; the same command goes on from there`);
    },
  };
}
