import type { RoundFigures } from "../overhead/measure.ts";
import { median } from "../overhead/summary.ts";
import type { Contender } from "./contenders.ts";

/** A contender's figures over all rounds: each the median of the rounds, ratios taken within a round. */
export interface ContenderSummary {
  readonly name: string;
  readonly medianUs: number;
  readonly comparedWith?: string | undefined;
  /** As a multiple of the one that it is compared with. */
  readonly ratio?: number | undefined;
  /** The lowest and the highest ratio of a round. */
  readonly ratioRange?: readonly [number, number] | undefined;
  readonly aim?: number | undefined;
  /** Calls timed in all rounds. */
  readonly calls: number;
}

/**
 * Sums up the rounds of every contender against the one that it is compared with.
 *
 * @throws Error where there are no rounds of a contender.
 */
export function summariseContenders(
  contenders: readonly Contender[],
  figures: ReadonlyMap<string, readonly RoundFigures[]>,
): readonly ContenderSummary[] {
  const roundsOf = (name: string): readonly RoundFigures[] => {
    const rounds = figures.get(name) ?? [];
    if (rounds.length === 0) throw new Error(`there are no rounds of ${name}`);
    return rounds;
  };
  return contenders.map(({ name, comparedWith, aim }) => {
    const rounds = roundsOf(name);
    const medianUs = median(rounds.map((round) => round.medianUs));
    const calls = rounds.reduce((sum, round) => sum + round.calls, 0);
    if (comparedWith === undefined) return { name, medianUs, calls };
    const others = roundsOf(comparedWith);
    const ratios = rounds.map((round, at) => round.medianUs / (others[at]?.medianUs ?? Number.NaN));
    const ratioRange = [Math.min(...ratios), Math.max(...ratios)] as const;
    return { name, medianUs, calls, comparedWith, aim, ratio: median(ratios), ratioRange };
  });
}
