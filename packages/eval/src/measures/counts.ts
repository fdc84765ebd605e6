import { countFoundFrom, countFrom, type JudgedList } from "./judged-list.ts";
import type { MeasureParameters } from "./measure-parameters.ts";

/**
 * Share of the first places whose documents are judged at all, whatever the level; a list shorter than the cut-off counts as long
 * as it is, an empty one gives 0. Source: ir_measures' provider "judged".
 */
export function judgedShare({ cutoff }: MeasureParameters): (list: JudgedList) => number {
  return (list) => {
    const places = Math.min(cutoff, list.levels.length);
    return places === 0 ? 0 : countFoundFrom(Number.NEGATIVE_INFINITY, list, places) / places;
  };
}

/** Length of the list, or how many of its documents have at least level `rel` where that is given. Source: trec_eval's m_num_ret.c. */
export function retrievedCount({ rel }: MeasureParameters): (list: JudgedList) => number {
  return (list) => (rel === 0 ? list.levels.length : countFoundFrom(rel, list, Number.POSITIVE_INFINITY));
}

/** How many documents of the query are relevant, in the list or not. Source: trec_eval's m_num_rel.c. */
export function relevantCount({ rel }: MeasureParameters): (list: JudgedList) => number {
  return (list) => countFrom(rel, list);
}

/** 1, so that the sum is the number of queries. Source: trec_eval's m_num_q.c. */
export function queryCount(): (list: JudgedList) => number {
  return () => 1;
}
