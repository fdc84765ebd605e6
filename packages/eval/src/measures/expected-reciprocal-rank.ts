import { InputError } from "../input-error.ts";
import type { JudgedList } from "./judged-list.ts";
import type { MeasureParameters } from "./measure-parameters.ts";

/**
 * Expected 1 / rank at which a reader is satisfied who looks from the top down, where a document of level g satisfies with
 * probability (2^g − 1) / 2^max_rel.
 *
 * Source: Chapelle et al., "Expected reciprocal rank for graded relevance", CIKM 2009, as in gdeval.pl of the TREC Web track,
 * whose `max_rel` is always 4.
 *
 * @throws InputError where the query is judged with a level above `max_rel`.
 */
export function expectedReciprocalRank({ cutoff, max_rel }: MeasureParameters): (list: JudgedList) => number {
  return ({ levels, judged }) => {
    const highest = judged[0] ?? 0;
    if (highest > max_rel) {
      const remedy = `write ERR(max_rel=${Math.ceil(highest)})`;
      throw new InputError(`a document is judged ${highest}, and ERR counts on levels up to ${max_rel}; ${remedy}`);
    }
    const end = Math.min(cutoff, levels.length);
    let unsatisfied = 1;
    let sum = 0;
    for (let place = 0; place < end; place++) {
      const level = levels[place] as number;
      if (!(level > 0)) continue;
      const satisfies = (2 ** level - 1) / 2 ** max_rel;
      sum += (unsatisfied * satisfies) / (place + 1);
      unsatisfied *= 1 - satisfies;
    }
    return sum;
  };
}
