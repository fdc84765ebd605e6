import type { JudgedList } from "./judged-list.ts";
import type { MeasureParameters } from "./measure-parameters.ts";

/** 1 / rank of the first relevant document, 0 where the places counted have none. Source: trec_eval's m_recip_rank.c. */
export function reciprocalRank({ cutoff, rel }: MeasureParameters): (list: JudgedList) => number {
  return ({ levels }) => {
    const place = firstFrom(rel, levels, cutoff);
    return place < 0 ? 0 : 1 / (place + 1);
  };
}

/** 1 where the places counted have a relevant document, otherwise 0. Source: trec_eval's m_success.c. */
export function success({ cutoff, rel }: MeasureParameters): (list: JudgedList) => number {
  return ({ levels }) => (firstFrom(rel, levels, cutoff) < 0 ? 0 : 1);
}

function firstFrom(level: number, levels: Float64Array, cutoff: number): number {
  const end = Math.min(cutoff, levels.length);
  for (let place = 0; place < end; place++) {
    if ((levels[place] as number) >= level) return place;
  }
  return -1;
}
