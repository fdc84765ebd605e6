import type { Qrels, Run } from "./types.ts";

/** nDCG of a run over the judged queries. */
export interface NdcgFigures {
  /** Over all queries of the judgements; those that the run lacks count as 0. */
  readonly mean: number;
  /** Per judged query, in the order of the judgements. */
  readonly byQuery: ReadonlyMap<string, number>;
}

/**
 * nDCG at a cut: the discounted gain of the first `k` documents, as a share of what the best order of all judged documents
 * would gain there. 0…1; 0 where nothing is relevant.
 *
 * The gain is the relevance level itself, not 2^level − 1; unjudged documents and levels of 0 and below gain nothing. The
 * discount is log2(rank + 1). Source: Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS
 * 20(4), 2002, in the form that trec_eval computes (m_ndcg_cut.c).
 *
 * @param ranking document ids, best first.
 * @param judgements document id → relevance level, of this query.
 * @param k how many places count; a positive integer.
 * @throws RangeError where `k` is no positive integer or the ranking holds a document twice.
 */
export function ndcg(ranking: readonly string[], judgements: ReadonlyMap<string, number>, k: number): number {
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`k must be a positive integer, is ${k}`);
  if (new Set(ranking).size !== ranking.length) throw new RangeError("the ranking holds a document twice");
  const ideal = discountedGain(
    [...judgements.values()].sort((a, b) => b - a),
    k,
  );
  const gained = discountedGain(
    ranking.map((document) => judgements.get(document) ?? 0),
    k,
  );
  return ideal === 0 ? 0 : gained / ideal;
}

/**
 * nDCG of every judged query and their mean, as `trec_eval -c -m ndcg_cut` averages: over all queries of the judgements. What
 * the run holds beyond them is left out.
 *
 * @throws RangeError as `ndcg` does, and where there are no judgements.
 */
export function meanNdcg(run: Run, qrels: Qrels, k: number): NdcgFigures {
  if (qrels.size === 0) throw new RangeError("there are no judgements");
  const byQuery = new Map<string, number>();
  for (const [query, judgements] of qrels) byQuery.set(query, ndcg(run.get(query) ?? [], judgements, k));
  const sum = [...byQuery.values()].reduce((total, value) => total + value, 0);
  return { mean: sum / qrels.size, byQuery };
}

function discountedGain(levels: readonly number[], k: number): number {
  return levels.slice(0, k).reduce((sum, level, index) => (level > 0 ? sum + level / Math.log2(index + 2) : sum), 0);
}
