import { malformed } from "./check-answer.ts";
import { systemClock } from "./clock.ts";
import { errorFrom } from "./error-from.ts";
import { isRerankError, type RerankError, rerankError } from "./errors.ts";
import { attemptsOf, firstStageResponse } from "./first-stage.ts";
import { applyMinScore } from "./min-score.ts";
import type { CallOptions, RerankRequest } from "./request.ts";
import type { Reranker } from "./reranker.ts";
import type { Ranked, RerankResponse } from "./response.ts";
import { type Textual, textOf } from "./text-of.ts";
import { isTimeoutReason } from "./timeout-reason.ts";

/** What `rerank` takes. */
export interface RerankOptions<T> extends CallOptions {
  readonly reranker: Reranker;
  /** Not blank. */
  readonly query: string;
  /** The candidates in first-stage order; objects of any type, with `text` where they have no text of their own. */
  readonly documents: readonly T[];
  /** How many to return; default all. */
  readonly topN?: number | undefined;
  /** Applied only where the answer's scale is the reranker's declared one and is no rank or unknown; else a warning, nothing cut. */
  readonly minScore?: number | undefined;
  readonly instruction?: string | undefined;
  /** A document's stable id, for cache keys, evaluation and traces. */
  readonly id?: ((document: T) => string) | undefined;
  /** Numbers of each document by name, for fusion; "firstStage" is the retriever's score. */
  readonly signals?: Readonly<Record<string, (document: T) => number | null>> | undefined;
  /** Default "throw": a bare adapter throws. "first-stage": input order instead, as withFallback does. */
  readonly onFailure?: "first-stage" | "throw" | undefined;
}

/** One place of the answer, with the caller's own object. */
export interface RankedDocument<T> extends Ranked {
  readonly document: T;
}

/** The answer to `rerank`. */
export interface RerankResult<T> extends Omit<RerankResponse, "ranking"> {
  /** Best first. */
  readonly ranking: readonly RankedDocument<T>[];
  /** The same objects that came in, best first. */
  readonly documents: readonly T[];
}

type TextSelector<T> = ((document: T) => string) | undefined;

/**
 * Reranks documents of any type and hands the same objects back, best first.
 *
 * @throws RerankError as the reranker does; `bad_request` naming field and index; the caller's own abort reason. With
 *   `onFailure: "first-stage"` only `bad_request`, `closed` and the caller's abort.
 */
export function rerank<T extends Textual>(
  options: RerankOptions<T> & { readonly text?: TextSelector<T> },
): Promise<RerankResult<T>>;
export function rerank<T>(
  options: RerankOptions<T> & { readonly text: (document: T) => string },
): Promise<RerankResult<T>>;
export async function rerank<T>(
  options: RerankOptions<T> & { readonly text?: TextSelector<T> },
): Promise<RerankResult<T>> {
  const { reranker, documents, minScore } = options;
  if (!Array.isArray(documents)) throw rerankError("bad_request", "documents must be an array");
  if (minScore !== undefined && (typeof minScore !== "number" || Number.isNaN(minScore))) {
    throw rerankError("bad_request", "minScore must be a number");
  }
  const request = requestOf(options);
  const answer = await ask(reranker, request, options);
  const response = minScore === undefined ? answer : applyMinScore(answer, minScore, request.documents, reranker);
  // Not `{ ...row, document }`: Node 20 gives each such object a hidden class of its own, slow to make and slow to read.
  const ranking = response.ranking.map((row) => Object.assign({}, row, { document: documents[row.index] as T }));
  return { ...response, ranking, documents: ranking.map(({ document }) => document) };
}

function requestOf<T>(options: RerankOptions<T> & { readonly text?: TextSelector<T> }): RerankRequest {
  const { query, documents, topN, instruction, id, signals, text } = options;
  return {
    query,
    documents: documents.map((document, index) => (text ? text(document) : textOf(document, index))),
    topN,
    instruction,
    ids: id && documents.map((document) => id(document)),
    signals:
      signals && Object.fromEntries(Object.entries(signals).map(([name, of]) => [name, documents.map((d) => of(d))])),
  };
}

async function ask<T>(
  reranker: Reranker,
  request: RerankRequest,
  { signal, timeoutMs, tenant, headers, providerOptions, onFailure }: RerankOptions<T>,
): Promise<RerankResponse> {
  const start = systemClock.now();
  try {
    const response = await reranker.rerank(request, { signal, timeoutMs, tenant, headers, providerOptions });
    checkIndices(response, request, reranker);
    return response;
  } catch (thrown) {
    if (onFailure !== "first-stage") throw thrown;
    const error = rescuable(thrown, reranker, signal);
    return firstStageResponse(reranker, request, error, attemptsOf(error, reranker.id, systemClock.now() - start));
  }
}

/** A hand-made reranker may not have been through defineReranker; a document that is not there must not reach the caller even so. */
function checkIndices({ ranking }: RerankResponse, { documents }: RerankRequest, { id }: Reranker): void {
  if (!Array.isArray(ranking)) throw malformed(id, "the ranking is no array");
  const seen = new Set<number>();
  for (const { index } of ranking) {
    if (!Number.isInteger(index) || index < 0 || index >= documents.length) {
      throw malformed(id, `the ranking names a document that is not there: ${index}`);
    }
    if (seen.has(index)) throw malformed(id, `the ranking names document ${index} twice`);
    seen.add(index);
  }
}

/** The failure that first-stage order stands in for. @throws what nothing may stand in for. */
function rescuable(thrown: unknown, reranker: Reranker, signal: AbortSignal | undefined): RerankError {
  // Told by the signal's state, not by the error: a hand-made reranker may reject with an abort error of its own.
  if (signal?.aborted && !isTimeoutReason(signal.reason)) throw signal.reason;
  if (signal?.aborted && !isRerankError(thrown)) {
    return rerankError("timeout", `${reranker.id}: the caller's signal timed out`, { provider: reranker.id });
  }
  const error = errorFrom(thrown, reranker.id);
  if (error.code === "bad_request" || error.code === "closed") throw error;
  return error;
}
