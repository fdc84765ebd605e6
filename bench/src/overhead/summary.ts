import { baseline } from "./cases.ts";
import type { RoundFigures } from "./measure.ts";

/** One case's figures over all rounds. Each is the median of the rounds; a difference or ratio is taken within a round. */
export interface CaseSummary {
  readonly documents: number;
  readonly name: string;
  readonly medianUs: number;
  readonly p99Us: number;
  /** Median beyond the baseline's. */
  readonly addedUs: number;
  /** The lowest and the highest `addedUs` of a round. */
  readonly addedRangeUs: readonly [number, number];
  /** Median as a multiple of the baseline's. */
  readonly ratio: number;
  /** Calls timed in all rounds. */
  readonly calls: number;
}

/**
 * Sums up the rounds of every case against the baseline's.
 *
 * @throws Error where the baseline is missing or a case has other rounds than it.
 */
export function summarise(
  documents: number,
  figures: ReadonlyMap<string, readonly RoundFigures[]>,
): readonly CaseSummary[] {
  const bare = figures.get(baseline);
  if (!bare || bare.length === 0) throw new Error(`there are no rounds of ${baseline}`);
  return [...figures].map(([name, rounds]) => {
    if (rounds.length !== bare.length) throw new Error(`${name} has ${rounds.length} rounds, not ${bare.length}`);
    const added = rounds.map(({ medianUs }, round) => medianUs - medianOf(bare, round));
    return {
      documents,
      name,
      medianUs: median(rounds.map(({ medianUs }) => medianUs)),
      p99Us: median(rounds.map(({ p99Us }) => p99Us)),
      addedUs: median(added),
      addedRangeUs: [Math.min(...added), Math.max(...added)],
      ratio: median(rounds.map(({ medianUs }, round) => medianUs / medianOf(bare, round))),
      calls: rounds.reduce((sum, { calls }) => sum + calls, 0),
    };
  });
}

/** The middle of some numbers; the mean of the middle two where their count is even. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

function medianOf(rounds: readonly RoundFigures[], round: number): number {
  return rounds[round]?.medianUs ?? Number.NaN;
}
