import type { Ranked, Reranker, RerankRequest, RerankResponse } from "@secondpass/core";

/** Whether every index is an integer inside the list. */
export function inRange(ranking: readonly Ranked[], length: number): boolean {
  return ranking.every(({ index }) => Number.isInteger(index) && index >= 0 && index < length);
}

/** Whether no index is there twice. */
export function unique(ranking: readonly Ranked[]): boolean {
  return new Set(ranking.map(({ index }) => index)).size === ranking.length;
}

/** Whether every score is a finite number or null. */
export function finite(ranking: readonly Ranked[]): boolean {
  return ranking.every(({ score }) => score === null || Number.isFinite(score));
}

/** Whether scores descend, ties stand in input order, and the unscored follow. */
export function sorted(ranking: readonly Ranked[]): boolean {
  return ranking.every((row, at) => {
    const next = ranking[at + 1];
    if (!next || next.score === null) return true;
    if (row.score === null) return false;
    return row.score > next.score || (row.score === next.score && row.index < next.index);
  });
}

/**
 * The answer, where it is in shape; undefined where it breaks one of the laws of shape, so that other laws, which build on
 * those, do not blame it a second time.
 */
export async function shapely(reranker: Reranker, request: RerankRequest): Promise<RerankResponse | undefined> {
  const response = await reranker.rerank(copyOf(request));
  const { ranking } = response;
  const fine = inRange(ranking, request.documents.length) && unique(ranking) && finite(ranking) && sorted(ranking);
  return fine ? response : undefined;
}

/** A request of one's own: what a reranker does to it stays with it. */
export function copyOf(request: RerankRequest): RerankRequest {
  return { ...request, documents: [...request.documents] };
}

/** Scores by text; of texts that are there more than once, the first. */
export function scoresByText(request: RerankRequest, response: RerankResponse): ReadonlyMap<string, number | null> {
  const byText = new Map<string, number | null>();
  for (const { index, score } of response.ranking) {
    const text = request.documents[index] as string;
    if (!byText.has(text)) byText.set(text, score);
  }
  return byText;
}

/** Whether two scores count as equal. */
export function near(one: number | null, other: number | null, tolerance: number): boolean {
  return one === other || (one !== null && other !== null && Math.abs(one - other) <= tolerance);
}
