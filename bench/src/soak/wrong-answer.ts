import type { Ranked, RerankRequest, RerankResponse } from "@secondpass/core";

/**
 * What is wrong with an answer; undefined where it is a beginning of a permutation of its own request's documents, each with
 * the score that is its own, best first, or all without a score in input order.
 *
 * @param score what whoever answered gives a text, or "any" where the server makes scores up; undefined where it is not among
 *   those that may answer.
 */
export function wrongIn(
  { documents, topN = documents.length }: RerankRequest,
  { ranking, outcome }: RerankResponse,
  score: ((text: string) => number) | "any" | undefined,
): string | undefined {
  if (ranking.length !== Math.min(topN, documents.length)) return `${ranking.length} of ${documents.length} documents`;
  if (new Set(ranking.map(({ index }) => index)).size !== ranking.length) return "a document twice";
  if (ranking.some(({ index }) => documents[index] === undefined)) return "an index out of range";
  if (outcome.kind === "first-stage") return wrongInFirstStage(ranking, outcome.scored);
  if (outcome.kind === "partial") return "a partial answer, though no list was split";
  if (!score) return "an answer by somebody who was not asked";
  if (score !== "any" && ranking.some(({ index, score: given }) => given !== score(documents[index] as string))) {
    return "a score of another call, server or key";
  }
  if (ranking.some(({ score: given }) => !Number.isFinite(given))) return "a score that is no finite number";
  return isSorted(ranking) ? undefined : "not best first";
}

function wrongInFirstStage(ranking: readonly Ranked[], scored: number): string | undefined {
  if (scored !== 0 || ranking.some(({ score }) => score !== null)) return "a score in first-stage order";
  return ranking.every(({ index }, at) => index === at) ? undefined : "first-stage order is not the input's";
}

function isSorted(ranking: readonly Ranked[]): boolean {
  return ranking.every(({ score }, at) => at === 0 || Number(score) <= Number(ranking[at - 1]?.score));
}
