import type { RerankError } from "./errors.ts";
import type { RerankRequest } from "./request.ts";
import type { Reranker } from "./reranker.ts";
import type { Attempt, RerankResponse } from "./response.ts";

/**
 * The answer when nobody scored: input order, blank documents in their place, every score null, and the failure told as
 * attempt and warning.
 */
export function firstStageResponse(
  reranker: Reranker,
  request: RerankRequest,
  error: RerankError,
  durationMs: number,
): RerankResponse {
  const { documents, topN = documents.length } = request;
  const ranking = documents.slice(0, topN).map((_, index) => ({ index, score: null }));
  return {
    ranking,
    rerankerId: reranker.id,
    scoreScale: "unknown",
    outcome: { kind: "first-stage", scored: 0, attempts: error.attempts ?? [attemptOf(reranker, error, durationMs)] },
    warnings: [{ code: error.code, message: `first-stage order: ${error.message}` }],
  };
}

function attemptOf(reranker: Reranker, error: RerankError, durationMs: number): Attempt {
  const { code, status } = error;
  return { rerankerId: reranker.id, result: code, durationMs, ...(status === undefined ? {} : { status }) };
}
