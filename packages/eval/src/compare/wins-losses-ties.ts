import { pairedDifferences } from "./paired-differences.ts";

/** On how many queries one system was better, worse and equal. */
export interface WinsLossesTies {
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
}

/**
 * Counts the queries on which `a` is above, below and equal to `b`.
 *
 * @param epsilon differences up to this are ties; default 1e-9, below what any measure means and above what rounding makes.
 * @throws InputError where there is no value, where they are not equally many, or where one is not finite.
 */
export function winsLossesTies(a: ArrayLike<number>, b: ArrayLike<number>, epsilon = 1e-9): WinsLossesTies {
  const differences = pairedDifferences(a, b);
  const wins = differences.filter((value) => value > epsilon).length;
  const losses = differences.filter((value) => value < -epsilon).length;
  return { wins, losses, ties: differences.length - wins - losses };
}
