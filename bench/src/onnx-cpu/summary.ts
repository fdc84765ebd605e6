import { median } from "../overhead/summary.ts";
import type { Contender } from "./contenders.ts";
import { disturbance } from "./foreign-load.ts";
import { candidates, type Round } from "./measure.ts";
import type { Sample } from "./sample.ts";

/** A figure as a multiple of another, round by round. */
export interface Ratio {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** One contender's figures: medians over the rounds. */
export interface ContenderSummary {
  readonly contender: Contender;
  readonly pairsPerSecond: number;
  /** How many times faster we are. */
  readonly ourSpeed: Ratio;
  readonly peakRssMb: number;
  /** Our memory as a multiple of its. */
  readonly ourMemory: Ratio;
  /** p50, p99 and greatest; undefined where there is no event loop. */
  readonly loopDelayMs: readonly number[] | undefined;
  readonly firstScoreMs: number;
  /** How far its scores are from ours. */
  readonly medianDifference: number;
  readonly greatestDifference: number;
  /** Samples that others disturbed, of all. */
  readonly disturbed: number;
}

/** Sums up the rounds; the first contender is the one that the others are compared with. */
export function summarise(contenders: readonly Contender[], rounds: readonly Round[]): readonly ContenderSummary[] {
  const [ours] = contenders;
  return contenders.map((contender) => {
    const pairs = rounds.map((round) => [sampleOf(round, contender), sampleOf(round, ours)] as const);
    const samples = pairs.map(([sample]) => sample);
    const differences = pairs.flatMap(([sample, own]) => differencesOf(sample, own));
    return {
      contender,
      pairsPerSecond: median(samples.map(speedOf)),
      ourSpeed: ratioOf(pairs.map(([sample, own]) => speedOf(own) / speedOf(sample))),
      peakRssMb: median(samples.map(({ peakRssMb }) => peakRssMb)),
      ourMemory: ratioOf(pairs.map(([sample, own]) => own.peakRssMb / sample.peakRssMb)),
      loopDelayMs: samples[0]?.loopDelayMs?.map((_, at) => median(samples.map((one) => one.loopDelayMs?.[at] ?? 0))),
      firstScoreMs: median(samples.map(({ firstScoreMs }) => firstScoreMs)),
      medianDifference: median(differences),
      greatestDifference: Math.max(...differences),
      disturbed: samples.filter(({ foreignCores }) => foreignCores > disturbance).length,
    };
  });
}

/** The fastest of a family, by the median. */
export function fastestOf(
  summaries: readonly ContenderSummary[],
  family: Contender["family"],
): ContenderSummary | undefined {
  return summaries
    .filter(({ contender }) => contender.family === family)
    .reduce<ContenderSummary | undefined>(
      (best, next) => (best && best.pairsPerSecond >= next.pairsPerSecond ? best : next),
      undefined,
    );
}

function sampleOf(round: Round, contender: Contender | undefined): Sample {
  const sample = contender && round.get(contender.name);
  if (!sample) throw new Error(`a round lacks ${contender?.name ?? "all contenders"}`);
  return sample;
}

/** Pairs per second over all timed lists of a sample. */
function speedOf({ calls }: Sample): number {
  return (candidates * calls.length * 1000) / calls.reduce((sum, ms) => sum + ms, 0);
}

function ratioOf(values: readonly number[]): Ratio {
  return { median: median(values), lowest: Math.min(...values), highest: Math.max(...values) };
}

function differencesOf(a: Sample, b: Sample): readonly number[] {
  return a.scores.flatMap((list, at) =>
    list.map((score, index) => Math.abs(score - (b.scores[at]?.[index] ?? Number.NaN))),
  );
}
