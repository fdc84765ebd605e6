import { type Evaluation, evaluate } from "../measures/evaluate.ts";
import type { Measure } from "../measures/measure.ts";
import type { Qrels, Run } from "../types.ts";

/**
 * The best that any reordering of the same candidates could reach: what is left to gain by reranking, as against by finding
 * better candidates. Judged queries that the run lacks count as empty lists.
 *
 * One order is best for all measures of relevance at once, the one that `idealRun` makes.
 *
 * @param depth candidates of each list that may be reordered. Default: all.
 * @throws InputError as `evaluate` does.
 */
export function poolCeiling(run: Run, qrels: Qrels, measures: readonly Measure[], depth?: number): Evaluation {
  return evaluate(idealRun(run, qrels, depth), qrels, measures);
}

/**
 * Every list in its best order: by level, highest first; what nobody judged comes last, also behind what was judged not
 * relevant. Documents of one level keep their order. Nobody scored this order: all scores are null.
 *
 * @param depth documents of each list that are reordered, the others stay behind them. Default: all.
 */
export function idealRun(run: Run, qrels: Qrels, depth: number = Number.POSITIVE_INFINITY): Run {
  return new Map(
    [...run].map(([query, { documents }]) => {
      const judgements = qrels.get(query);
      const levelOf = (document: string): number => judgements?.get(document) ?? Number.NEGATIVE_INFINITY;
      const head = documents.slice(0, depth).sort((one, other) => descending(levelOf(one), levelOf(other)));
      return [query, { documents: [...head, ...documents.slice(depth)], scores: documents.map(() => null) }];
    }),
  );
}

/** A difference would be NaN for two that nobody judged. */
function descending(one: number, other: number): number {
  if (one === other) return 0;
  return one < other ? 1 : -1;
}
