import { Bench } from "tinybench";
import type { OverheadCase } from "./cases.ts";
import type { CallInput } from "./texts.ts";

/** What one case took in one round, per call. */
export interface RoundFigures {
  readonly medianUs: number;
  readonly p99Us: number;
  /** How many calls were timed. */
  readonly calls: number;
}

/** How a measurement is made. */
export interface MeasureOptions {
  readonly rounds: number;
  /** Timed milliseconds per case and round; a quarter of it is spent on warming up before. */
  readonly timeMs: number;
  /** Told before each round. */
  readonly onRound?: ((round: number) => void) | undefined;
}

/**
 * Times every case in every round, each round beginning with another case, so that what drifts on the machine meets all of
 * them alike. Each call is given texts of its own, made outside the timed part.
 *
 * @returns per case, in the order given, its figures of each round.
 */
export async function measureRounds(
  cases: readonly OverheadCase[],
  freshInput: () => CallInput,
  { rounds, timeMs, onRound }: MeasureOptions,
): Promise<ReadonlyMap<string, readonly RoundFigures[]>> {
  const figures = new Map<string, RoundFigures[]>(cases.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    onRound?.(round);
    const first = round % cases.length;
    const bench = benchOf([...cases.slice(first), ...cases.slice(0, first)], freshInput, timeMs);
    for (const { name, result } of await bench.run()) {
      if (result.state !== "completed") throw new Error(`${name}: the measurement ended as ${result.state}`);
      const { p50, p99, samplesCount } = result.latency;
      figures.get(name)?.push({ medianUs: p50 * 1000, p99Us: p99 * 1000, calls: samplesCount });
    }
  }
  return figures;
}

function benchOf(cases: readonly OverheadCase[], freshInput: () => CallInput, timeMs: number): Bench {
  const bench = new Bench({ time: timeMs, warmupTime: timeMs / 4, throws: true });
  for (const { name, call } of cases) {
    let input = freshInput();
    const beforeEach = (): void => {
      input = freshInput();
    };
    bench.add(name, () => call(input), { async: true, beforeEach });
  }
  return bench;
}
