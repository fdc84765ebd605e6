import { countFrom, type JudgedList } from "./judged-list.ts";
import type { MeasureParameters } from "./measure-parameters.ts";

/**
 * How seldom judged documents that are not relevant stand above relevant ones; documents not judged are passed over, and so are
 * those with levels below 0, which trec_eval takes for pooled but not judged. 0 where nothing is relevant.
 *
 * Source: Buckley and Voorhees, "Retrieval evaluation with incomplete information", SIGIR 2004, as in trec_eval's m_bpref.c.
 */
export function bpref({ rel }: MeasureParameters): (list: JudgedList) => number {
  return (list) => {
    const relevant = countFrom(rel, list);
    return relevant === 0 ? 0 : sumOfPreferences(list, rel, relevant) / relevant;
  };
}

/** Over the relevant documents found: the share of the judged others, as many of them as are relevant at most, that is not above. */
function sumOfPreferences({ levels, judged }: JudgedList, rel: number, relevant: number): number {
  const bound = Math.min(judged.length - relevant, relevant);
  let others = 0;
  let sum = 0;
  for (const level of levels) {
    if (level >= rel) sum += others === 0 ? 1 : 1 - Math.min(others, relevant) / bound;
    else if (level >= 0) others++;
  }
  return sum;
}
