import { countFrom, type JudgedList } from "./judged-list.ts";
import type { MeasureParameters } from "./measure-parameters.ts";

/**
 * Mean over all relevant documents of the precision at their ranks, 0 for those that the places counted lack; 0 where nothing is
 * relevant. Source: trec_eval's m_map.c and m_map_cut.c.
 */
export function averagePrecision({ cutoff, rel }: MeasureParameters): (list: JudgedList) => number {
  return (list) => {
    const { levels } = list;
    const end = Math.min(cutoff, levels.length);
    let found = 0;
    let sum = 0;
    for (let place = 0; place < end; place++) {
      if ((levels[place] as number) >= rel) sum += ++found / (place + 1);
    }
    return found === 0 ? 0 : sum / countFrom(rel, list);
  };
}
