import type { Reranker } from "./reranker.ts";
import type { Ranked, RerankResponse } from "./response.ts";
import type { ScoreScale } from "./traits.ts";
import { isBlank } from "./validate-request.ts";

/**
 * Cuts what scored below `minScore`, where that means something: the reranker asked answered on its declared scale, or
 * another one did and both speak in probabilities; and what was to be calibrated was. Otherwise nothing is cut and a warning says why. In a partial answer
 * documents that nobody scored are kept; blank ones fall out.
 */
export function applyMinScore(
  response: RerankResponse,
  minScore: number,
  documents: readonly string[],
  asked: Reranker,
): RerankResponse {
  const obstacle = whyNot(response, asked.traits.scoreScale);
  if (obstacle !== undefined) {
    const warning = { code: "min_score_not_applied", message: `minScore was not applied: ${obstacle}` };
    return { ...response, warnings: [...response.warnings, warning] };
  }
  const keepsUnscored = response.outcome.kind !== "reranked";
  const keeps = ({ index, score }: Ranked): boolean =>
    score === null ? keepsUnscored && !isBlank(documents[index] as string) : score >= minScore;
  return { ...response, ranking: response.ranking.filter(keeps) };
}

function whyNot({ outcome, scoreScale, warnings }: RerankResponse, declared: ScoreScale): string | undefined {
  if (outcome.kind === "first-stage") return "nobody scored these documents";
  // The threshold was chosen on the calibrated scale, and other probabilities are cut elsewhere.
  if (warnings.some(({ code }) => code === "calibration_not_applied")) return "the scores are not calibrated";
  if (scoreScale === "rank" || scoreScale === "unknown") return `scores on the scale "${scoreScale}" have no threshold`;
  if (scoreScale !== declared)
    return `the scores are on the scale "${scoreScale}", the reranker asked declares "${declared}"`;
  if (outcome.kind === "fallback" && scoreScale !== "probability") {
    return `another reranker answered, whose "${scoreScale}" scores mean something else`;
  }
  return undefined;
}
