import {
  type Clock,
  isRerankError,
  type Outcome,
  onAbort,
  type Reranker,
  type RerankResponse,
  rerankError,
  systemClock,
} from "@secondpass/core";
import { InputError } from "../input-error.ts";
import type { Dataset, RankedList, Run } from "../types.ts";
import { type AnswerStore, answerKey, type KeptAnswer } from "./answer-store.ts";
import { createPace, type Pace } from "./pace.ts";

/** What is reranked, by whom, and how fast. */
export interface RerankDatasetOptions {
  readonly reranker: Reranker;
  readonly dataset: Pick<Dataset, "queries" | "documents" | "firstStage">;
  /** Ids of the queries to ask. Default: all of the first stage. Those that it lacks are passed over. */
  readonly queries?: Iterable<string> | undefined;
  /** Candidates of each query that are reranked; the others stay behind them in their order. Default 100. */
  readonly depth?: number | undefined;
  /** Calls under way at once. Default 1, so that a call's time is its own. */
  readonly concurrency?: number | undefined;
  /** No more calls than this begin in a minute. Default: no limit. */
  readonly callsPerMinute?: number | undefined;
  /** Milliseconds for each call. Default: no limit. */
  readonly timeoutMs?: number | undefined;
  /** Answers of earlier runs, and where those of this one are kept. */
  readonly store?: AnswerStore | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly clock?: Clock | undefined;
}

/** How far a dataset is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Of `done`: taken from the store. */
  readonly reused: number;
}

/** One call, or its kept answer. `durationMs` leaves out what it waited for a rate limit to pass. */
export interface CallRecord
  extends Pick<KeptAnswer, "rerankerId" | "revision" | "scoreScale" | "usage" | "durationMs"> {
  readonly query: string;
  /** How many candidates were asked about. */
  readonly documents: number;
  readonly outcome: Outcome["kind"];
  /** Taken from the store: nothing was asked, the time is that of the call then. */
  readonly reused: boolean;
  readonly warnings: readonly string[];
}

/** A dataset in a reranker's order. */
export interface RerankedDataset {
  /** In the order of the queries asked. */
  readonly run: Run;
  /** One for each query of the run, in the same order. */
  readonly calls: readonly CallRecord[];
}

/**
 * Asks a reranker about every query of a dataset. It is warmed up first and asked one small question that is not counted, so that
 * what happens once is in nobody's latency.
 *
 * The first call that fails ends the run; answers that are in by then are in the store, and the next run goes on from there. Only
 * whole answers of the reranker asked are kept: a degraded one is asked for again.
 *
 * @throws InputError where a text is missing; RerankError of the call that failed, naming its query; the signal's reason.
 */
export async function rerankDataset(options: RerankDatasetOptions): Promise<RerankedDataset> {
  const jobs = jobsOf(options);
  const { reranker, signal, concurrency = 1, clock = systemClock } = options;
  signal?.throwIfAborted();
  await reranker.warmup({ signal });
  const ending = new AbortController();
  const unlink = signal && onAbort(signal, () => ending.abort(signal.reason));
  const pace = createPace(options.callsPerMinute, clock);
  const work: Work = {
    options,
    clock,
    pace,
    signal: ending.signal,
    warm: once(() => askOnce(jobs, options, ending.signal)),
  };
  try {
    return await allOf(jobs, concurrency, work, ending);
  } finally {
    unlink?.();
  }
}

/** One query's question. */
interface Job {
  readonly query: string;
  readonly text: string;
  readonly head: readonly string[];
  readonly tail: readonly string[];
  readonly documents: readonly string[];
}

interface Work {
  readonly options: RerankDatasetOptions;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  /** Before the first call that is counted. */
  readonly warm: () => Promise<void>;
}

function jobsOf({ dataset, queries, depth = 100 }: RerankDatasetOptions): readonly Job[] {
  const { firstStage, documents } = dataset;
  return [...(queries ?? firstStage.keys())].flatMap((query) => {
    const list = firstStage.get(query);
    if (!list || list.documents.length === 0) return [];
    const text = dataset.queries.get(query);
    if (text === undefined) throw new InputError(`query ${query} has no text`);
    const head = list.documents.slice(0, depth);
    const texts = head.map((id) => textOf(id, documents, query));
    return [{ query, text, head, tail: list.documents.slice(depth), documents: texts }];
  });
}

function textOf(id: string, documents: Dataset["documents"], query: string): string {
  const text = documents.get(id);
  if (text === undefined) throw new InputError(`document ${id}, a candidate of query ${query}, has no text`);
  return text;
}

async function allOf(
  jobs: readonly Job[],
  concurrency: number,
  work: Work,
  ending: AbortController,
): Promise<RerankedDataset> {
  const answers = new Array<readonly [RankedList, CallRecord]>(jobs.length);
  const { onProgress } = work.options;
  const queue = jobs.entries();
  let [done, reused] = [0, 0];
  const worker = async (): Promise<void> => {
    for (const [at, job] of queue) {
      const answer = await answerOf(job, work);
      answers[at] = answer;
      done++;
      if (answer[1].reused) reused++;
      onProgress?.({ done, total: jobs.length, reused });
    }
  };
  const workers = Array.from({ length: Math.min(concurrency, jobs.length) }, worker);
  try {
    await Promise.all(workers);
  } catch (error) {
    ending.abort(error);
    // What was under way ends before its reranker is closed.
    await Promise.allSettled(workers);
    throw error;
  }
  return {
    run: new Map(jobs.map(({ query }, at) => [query, (answers[at] as readonly [RankedList, CallRecord])[0]])),
    calls: answers.map(([, call]) => call),
  };
}

async function answerOf(job: Job, work: Work): Promise<readonly [RankedList, CallRecord]> {
  const { reranker, store } = work.options;
  const key =
    store &&
    (await answerKey({
      rerankerId: reranker.id,
      revision: reranker.traits.revision,
      query: job.text,
      documents: job.documents,
    }));
  const kept = key === undefined ? undefined : store?.get(key);
  if (kept)
    return [orderOf(job, kept.ranking), { ...recordOf(job, kept), outcome: "reranked", reused: true, warnings: [] }];
  const { response, durationMs } = await ask(job, work);
  const { rerankerId, revision, scoreScale, usage, outcome, warnings } = response;
  const answer: KeptAnswer = {
    rerankerId,
    revision,
    scoreScale,
    usage,
    durationMs,
    ranking: response.ranking.map(({ index, score, rawScore }) =>
      rawScore === undefined ? { index, score } : { index, score, rawScore },
    ),
  };
  if (key !== undefined && outcome.kind === "reranked") await store?.put(key, answer);
  const record = {
    ...recordOf(job, answer),
    outcome: outcome.kind,
    reused: false,
    warnings: warnings.map(({ code }) => code),
  };
  return [orderOf(job, answer.ranking), record];
}

function recordOf(
  { query, documents }: Job,
  { rerankerId, revision, scoreScale, usage, durationMs }: KeptAnswer,
): Omit<CallRecord, "outcome" | "reused" | "warnings"> {
  return { query, documents: documents.length, rerankerId, revision, scoreScale, usage, durationMs };
}

async function ask(
  job: Job,
  { options, clock, pace, signal, warm }: Work,
): Promise<{ response: RerankResponse; durationMs: number }> {
  const { reranker, timeoutMs } = options;
  await warm();
  await pace(signal);
  signal.throwIfAborted();
  const start = clock.now();
  try {
    const request = { query: job.text, documents: job.documents, ids: job.head };
    const response = await reranker.rerank(request, { signal, timeoutMs });
    return { response, durationMs: durationOf(response, clock.now() - start) };
  } catch (error) {
    if (!isRerankError(error)) throw error;
    const { code, provider, status, requestId, retryAfterMs, attempts } = error;
    const details = { provider, status, requestId, retryAfterMs, attempts, cause: error };
    throw rerankError(code, `query ${job.query}: ${error.message}`, details);
  }
}

/** The time of the call, but not what it waited for a rate limit to pass: that is the evaluation's haste, not the reranker's time. */
function durationOf({ outcome }: RerankResponse, elapsedMs: number): number {
  const counted = outcome.attempts.filter(({ result }) => result !== "rate_limit");
  if (counted.length === outcome.attempts.length) return elapsedMs;
  return counted.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

/** A list is in the reranker's order, and what it was not asked about stays behind, unscored. */
function orderOf({ head, tail }: Job, ranking: KeptAnswer["ranking"]): RankedList {
  return {
    documents: [...ranking.map(({ index }) => head[index] as string), ...tail],
    scores: [...ranking.map(({ score }) => score), ...tail.map(() => null)],
  };
}

/** So many documents make code warm and buffers large enough, and cost little. */
const warmDocuments = 8;

async function askOnce(
  [first]: readonly Job[],
  { reranker, timeoutMs }: RerankDatasetOptions,
  signal: AbortSignal,
): Promise<void> {
  if (!first) return;
  const request = { query: first.text, documents: first.documents.slice(0, warmDocuments) };
  try {
    await reranker.rerank(request, { signal, timeoutMs });
  } catch (error) {
    signal.throwIfAborted();
    // Whether it fails for good, the calls that count will show.
    if (!isRerankError(error)) throw error;
  }
}

function once(act: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined;
  return () => {
    result ??= act();
    return result;
  };
}
