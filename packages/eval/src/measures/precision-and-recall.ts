import { countFoundFrom, countFrom, type JudgedList } from "./judged-list.ts";
import type { MeasureParameters } from "./measure-parameters.ts";

/**
 * Share of the first `cutoff` places with a relevant document; places that a shorter list leaves empty count as not relevant.
 * Source: trec_eval's m_P.c.
 */
export function precision({ cutoff, rel }: MeasureParameters): (list: JudgedList) => number {
  return (list) => countFoundFrom(rel, list, cutoff) / cutoff;
}

/** Share of the relevant documents that are in the first `cutoff` places; 0 where nothing is relevant. Source: trec_eval's m_recall.c. */
export function recall({ cutoff, rel }: MeasureParameters): (list: JudgedList) => number {
  return (list) => share(countFoundFrom(rel, list, cutoff), countFrom(rel, list));
}

/** Weighted harmonic mean of `precision` and `recall` at a cut-off, weighted as in `setF`. */
export function fMeasure({ cutoff, rel, beta }: MeasureParameters): (list: JudgedList) => number {
  return (list) => harmonicMean(countFoundFrom(rel, list, cutoff), cutoff, countFrom(rel, list), beta);
}

/** Precision after as many places as there are relevant documents; 0 where there are none. Source: trec_eval's m_Rprec.c. */
export function rPrecision({ rel }: MeasureParameters): (list: JudgedList) => number {
  return (list) => {
    const relevant = countFrom(rel, list);
    return share(countFoundFrom(rel, list, relevant), relevant);
  };
}

/** Share of the whole list that is relevant; 0 for an empty one. Source: trec_eval's m_set_P.c. */
export function setPrecision({ rel }: MeasureParameters): (list: JudgedList) => number {
  return (list) => share(countFoundFrom(rel, list, Number.POSITIVE_INFINITY), list.levels.length);
}

/** Share of the relevant documents that the whole list has. Source: trec_eval's m_set_recall.c. */
export function setRecall({ rel }: MeasureParameters): (list: JudgedList) => number {
  return (list) => share(countFoundFrom(rel, list, Number.POSITIVE_INFINITY), countFrom(rel, list));
}

/**
 * Weighted harmonic mean of `setPrecision` and `setRecall`: (β + 1) · P · R / (β · P + R). The weight is β itself, where
 * van Rijsbergen's F has β²: so trec_eval computes it (m_set_F.c), and ir_measures with it. 1, the default, is the same in both.
 */
export function setF({ rel, beta }: MeasureParameters): (list: JudgedList) => number {
  return (list) => {
    const found = countFoundFrom(rel, list, Number.POSITIVE_INFINITY);
    return harmonicMean(found, list.levels.length, countFrom(rel, list), beta);
  };
}

/** Product of `setPrecision` and `setRecall`. Source: trec_eval's m_set_map.c. */
export function setAveragePrecision({ rel }: MeasureParameters): (list: JudgedList) => number {
  return (list) => {
    const found = countFoundFrom(rel, list, Number.POSITIVE_INFINITY);
    return share(found * found, list.levels.length * countFrom(rel, list));
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function harmonicMean(found: number, retrieved: number, relevant: number, beta: number): number {
  if (found === 0) return 0;
  const [p, r] = [found / retrieved, found / relevant];
  return ((beta + 1) * p * r) / (beta * p + r);
}
