import type { JudgedList } from "./judged-list.ts";
import type { MeasureParameters } from "./measure-parameters.ts";

/**
 * Discounted gain of the first places as a share of what the best order of all judged documents would gain there; 0 where
 * nothing has a level above 0. The discount is log2(rank + 1); documents not judged and levels of 0 and below gain nothing.
 *
 * The gain is the level (`dcg` "log2") or 2^level − 1 ("exp-log2").
 * Sources: Järvelin and Kekäläinen, ACM TOIS 20(4), 2002, as in trec_eval's m_ndcg_cut.c; Burges et al., "Learning to rank using
 * gradient descent", ICML 2005, as in gdeval.pl of the TREC Web track.
 */
export function ndcg({ cutoff, dcg }: MeasureParameters): (list: JudgedList) => number {
  const gain = dcg === "log2" ? (level: number): number => level : exponentialGain;
  return ({ levels, judged }) => {
    const ideal = discountedGain(judged, cutoff, gain);
    return ideal === 0 ? 0 : discountedGain(levels, cutoff, gain) / ideal;
  };
}

function exponentialGain(level: number): number {
  return 2 ** level - 1;
}

function discountedGain(levels: Float64Array, cutoff: number, gain: (level: number) => number): number {
  const end = Math.min(cutoff, levels.length);
  let sum = 0;
  for (let place = 0; place < end; place++) {
    const level = levels[place] as number;
    if (level > 0) sum += gain(level) / Math.log2(place + 2);
  }
  return sum;
}
