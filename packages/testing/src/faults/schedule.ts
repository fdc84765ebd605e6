import { seededRandom } from "../random.ts";

/** Which faults come how often, and in which order. */
export interface Schedule {
  /** The same seed gives the same sequence. */
  readonly seed: number;
  /** Weights by the name of a fault; "good" is the right answer. Their sum is free. */
  readonly mix: Readonly<Record<string, number>>;
}

/** The names that a schedule draws, one after the other, without end. */
export function drawFrom({ seed, mix }: Schedule): () => string {
  const random = seededRandom(seed);
  const weights = Object.entries(mix);
  const sum = weights.reduce((total, [, weight]) => total + weight, 0);
  if (!(sum > 0)) throw new RangeError("the weights of a schedule's mix must add up to more than 0");
  return () => {
    let left = random() * sum;
    for (const [name, weight] of weights) {
      left -= weight;
      if (left < 0) return name;
    }
    // Rounding may leave a trace.
    return weights.findLast(([, weight]) => weight > 0)?.[0] as string;
  };
}
