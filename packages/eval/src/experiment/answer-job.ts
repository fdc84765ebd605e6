import { type Clock, isRerankError, type RerankResponse, rerankError } from "@secondpass/core";
import type { RankedList } from "../types.ts";
import { answerKey, type KeptAnswer } from "./answer-store.ts";
import type { Pace } from "./pace.ts";
import type { CallRecord, RerankDatasetOptions } from "./rerank-dataset-options.ts";
import { type Job, orderOf } from "./rerank-job.ts";

/** What the questions of one run are asked with. */
export interface Work {
  readonly options: RerankDatasetOptions;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  /** Before the first call that is counted. */
  readonly warm: () => Promise<void>;
}

/** The answer to a question: a kept one, or else what the reranker says, which is kept where it is whole. */
export async function answerOf(job: Job, work: Work): Promise<readonly [RankedList, CallRecord]> {
  const { store } = work.options;
  const key = store && (await keyOf(job, work.options));
  const kept = key === undefined ? undefined : store?.get(key);
  if (kept) {
    const record = { ...recordOf(job, kept), outcome: "reranked", reused: true, warnings: [] } as const;
    return [orderOf(job, kept.ranking), record];
  }
  const { response, durationMs } = await ask(job, work);
  const answer = toKeep(response, durationMs);
  const { kind } = response.outcome;
  if (key !== undefined && kind === "reranked") await store?.put(key, answer);
  const warnings = response.warnings.map(({ code }) => code);
  return [orderOf(job, answer.ranking), { ...recordOf(job, answer), outcome: kind, reused: false, warnings }];
}

function keyOf({ text, documents }: Job, { reranker }: RerankDatasetOptions): Promise<string> {
  return answerKey({ rerankerId: reranker.id, revision: reranker.traits.revision, query: text, documents });
}

function toKeep({ rerankerId, revision, scoreScale, usage, ranking }: RerankResponse, durationMs: number): KeptAnswer {
  const rows = ranking.map(({ index, score, rawScore }) =>
    rawScore === undefined ? { index, score } : { index, score, rawScore },
  );
  return { rerankerId, revision, scoreScale, usage, durationMs, ranking: rows };
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
