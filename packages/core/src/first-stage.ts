import type { RerankError } from "./errors.ts";
import type { RerankRequest } from "./request.ts";
import type { Reranker } from "./reranker.ts";
import type { Attempt, RerankResponse } from "./response.ts";

/**
 * The answer when nobody scored: input order, blank documents in their place, every score null, and the failure told as
 * warning.
 *
 * @param attempts everything that was tried, in order.
 */
export function firstStageResponse(
  reranker: Reranker,
  request: RerankRequest,
  error: RerankError,
  attempts: readonly Attempt[],
): RerankResponse {
  const { documents, topN = documents.length } = request;
  const ranking = documents.slice(0, topN).map((_, index) => ({ index, score: null }));
  return {
    ranking,
    rerankerId: reranker.id,
    scoreScale: "unknown",
    outcome: { kind: "first-stage", scored: 0, attempts },
    warnings: [{ code: error.code, message: `first-stage order: ${error.message}` }],
  };
}

/** What was tried until an error came: its own list, or else the one try that it stands for. */
export function attemptsOf(error: RerankError, rerankerId: string, durationMs: number): readonly Attempt[] {
  if (error.attempts !== undefined) return error.attempts;
  const { code, status } = error;
  return [{ rerankerId, result: code, durationMs, ...(status === undefined ? {} : { status }) }];
}
