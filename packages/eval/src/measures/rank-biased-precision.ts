import type { JudgedList } from "./judged-list.ts";
import type { MeasureParameters } from "./measure-parameters.ts";

/**
 * Gain of a reader who goes on to the next place with probability `p`: (1 − p) · Σ gain · p^(rank − 1). The gain is 1 from level
 * `rel` on; where `rel` is 0, it is the level itself, so that graded levels can give more than 1.
 *
 * Source: Moffat and Zobel, "Rank-biased precision for measurement of retrieval effectiveness", ACM TOIS 27(1), 2008. A list of
 * finite length is not scaled up: what it leaves out counts as not relevant.
 */
export function rankBiasedPrecision({ cutoff, rel, p }: MeasureParameters): (list: JudgedList) => number {
  return ({ levels }) => {
    const end = Math.min(cutoff, levels.length);
    let weight = 1 - p;
    let sum = 0;
    for (let place = 0; place < end; place++) {
      const level = levels[place] as number;
      if (level >= rel) sum += rel === 0 ? level * weight : weight;
      weight *= p;
    }
    return sum;
  };
}
