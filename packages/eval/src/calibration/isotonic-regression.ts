/** Neighbouring scores that share one value. */
export interface IsotonicBlock {
  /** The smallest and the largest score, and their weighted mean. */
  readonly low: number;
  readonly high: number;
  readonly centre: number;
  /** Weighted mean of the targets. */
  readonly value: number;
  readonly weight: number;
}

/** A target at a score. */
export interface IsotonicPoint {
  readonly score: number;
  readonly target: number;
  /** Default 1. */
  readonly weight?: number | undefined;
}

/**
 * Isotonic regression by pooling adjacent violators: the function that never falls and has the least squared error. Equal
 * scores get one value.
 *
 * Source: Barlow, Bartholomew, Bremner and Brunk, "Statistical inference under order restrictions", 1972.
 *
 * @returns blocks in the order of scores; their values ascend, none twice.
 */
export function isotonicRegression(points: readonly IsotonicPoint[]): readonly IsotonicBlock[] {
  const pooled: Sums[] = [];
  const ascending = points.toSorted((one, other) => one.score - other.score);
  for (const { score, target, weight = 1 } of ascending) {
    let block: Sums = { low: score, high: score, scores: weight * score, targets: weight * target, weight };
    const last = pooled.at(-1);
    if (last?.high === score) block = merged(pooled.pop() as Sums, block);
    pooled.push(block);
  }
  const stack: Sums[] = [];
  for (const one of pooled) {
    let block = one;
    for (let last = stack.at(-1); last && meanOf(last) >= meanOf(block); last = stack.at(-1)) {
      block = merged(last, block);
      stack.pop();
    }
    stack.push(block);
  }
  return stack.map(blockOf);
}

interface Sums {
  readonly low: number;
  readonly high: number;
  /** Weighted sums. */
  readonly scores: number;
  readonly targets: number;
  readonly weight: number;
}

function merged(one: Sums, other: Sums): Sums {
  return {
    low: one.low,
    high: other.high,
    scores: one.scores + other.scores,
    targets: one.targets + other.targets,
    weight: one.weight + other.weight,
  };
}

function meanOf({ targets, weight }: Sums): number {
  return targets / weight;
}

function blockOf(sums: Sums): IsotonicBlock {
  const { low, high, scores, weight } = sums;
  // Rounding must not carry a centre out of its block, where it could meet the next one's.
  const centre = Math.min(high, Math.max(low, scores / weight));
  return { low, high, centre, value: meanOf(sums), weight };
}
