import { onAbort, systemClock } from "@secondpass/core";
import type { RankedList } from "../types.ts";
import { answerOf, type Work } from "./answer-job.ts";
import { askOnce, once } from "./ask-once.ts";
import { createPace } from "./pace.ts";
import type { CallRecord, RerankDatasetOptions, RerankedDataset } from "./rerank-dataset-options.ts";
import { type Job, jobsOf } from "./rerank-job.ts";

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
