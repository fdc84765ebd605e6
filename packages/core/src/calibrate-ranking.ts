import type { Ranked } from "./response.ts";

/**
 * Puts probabilities in the place of scores, in a ranking that stands best first. Order is by score, ties in input order, so
 * unequal scores need unequal probabilities: one that comes out no smaller than that before it becomes the next smaller double. From
 * the top, so that the head of a ranking is the same however long it is.
 */
export function calibrateRanking(
  ranking: readonly Ranked[],
  probabilityOf: (score: number) => number,
): readonly Ranked[] {
  let before: { readonly score: number; readonly probability: number } | undefined;
  return ranking.map((row) => {
    const { score } = row;
    if (score === null) return row;
    let probability = probabilityOf(score);
    if (before?.score === score) probability = before.probability;
    else if (before && probability >= before.probability) probability = nextSmaller(before.probability);
    before = { score, probability };
    return { ...row, score: probability, rawScore: row.rawScore ?? score };
  });
}

const double = new Float64Array(1);
const bits = new BigUint64Array(double.buffer);

/** The next smaller double of one above 0. */
function nextSmaller(value: number): number {
  double[0] = value;
  bits[0] = (bits[0] as bigint) - 1n;
  return double[0];
}
