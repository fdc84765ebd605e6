import type { EvaluationResults } from "../results.ts";

/** How one query fared with a system, against the baseline. */
export interface QueryDifference {
  /** From 1: its number among the results' queries, by which the page links to it. */
  readonly number: number;
  readonly id: string;
  readonly text: string;
  readonly baseline: number;
  readonly value: number;
  readonly difference: number;
}

/** The differences of a system on a measure, greatest gain first; queries that lack a value of either are left out. */
export function queryDifferences(
  results: EvaluationResults,
  system: string,
  measure: string,
): readonly QueryDifference[] {
  return results.queries
    .flatMap(({ id, text, measures }, at): readonly QueryDifference[] => {
      const baseline = measures[results.baseline]?.[measure];
      const value = measures[system]?.[measure];
      if (baseline === undefined || value === undefined) return [];
      return [{ number: at + 1, id, text, baseline, value, difference: value - baseline }];
    })
    .toSorted((a, b) => b.difference - a.difference || a.number - b.number);
}

/** The range that holds all differences of some systems and 0, with some room on either side of 0. */
export function differenceRange(all: readonly (readonly QueryDifference[])[]): readonly [number, number] {
  const differences = all.flat().map(({ difference }) => difference);
  const lowest = differences.reduce((least, one) => Math.min(least, one), 0);
  const highest = differences.reduce((most, one) => Math.max(most, one), 0);
  const room = (highest - lowest) * 0.1 || 0.1;
  return [Math.min(lowest, -room), Math.max(highest, room)];
}

/** At most so many of them: as many of the greatest gains as of the greatest losses. */
export function shownDifferences(differences: readonly QueryDifference[], most: number): readonly QueryDifference[] {
  if (differences.length <= most) return differences;
  const half = Math.floor(most / 2);
  return [...differences.slice(0, half), ...differences.slice(-half)];
}
