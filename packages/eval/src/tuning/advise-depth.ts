import { type BootstrapOptions, bootstrapInterval } from "../compare/bootstrap-interval.ts";
import { mean } from "../compare/mean.ts";
import { pairedDifferences } from "../compare/paired-differences.ts";
import type { DepthAdvice, DepthBudget } from "./types.ts";

/** One depth of a reranker. */
export interface DepthRow {
  readonly depth: number;
  /** Quality on each query; in the same order in all rows. */
  readonly values: ArrayLike<number>;
  readonly latencyMs?: number | undefined;
  readonly usdPerThousandQueries?: number | undefined;
}

/**
 * Which depth of one reranker to choose within a budget.
 *
 * More candidates often look better by a hair that chance gave. So beside the best depth it names the least that is enough: no
 * more than one standard error worse than the best. The error is that of the difference over the same queries, which is smaller
 * than that of the means by themselves, so little is given away.
 *
 * @param rows one a depth, in any order; have the first stage among them as depth 0, so that it can win.
 * @returns undefined where no row fits the budget.
 * @throws InputError where the rows have not values for the same number of queries, or one is not finite.
 * Source of the rule: Breiman, Friedman, Olshen & Stone, "Classification and Regression Trees", 1984, section 3.4.3.
 */
export function adviseDepth(
  rows: readonly DepthRow[],
  budget: DepthBudget = {},
  options: BootstrapOptions = {},
): DepthAdvice | undefined {
  const fitting = rows.filter((row) => fits(row, budget)).sort((one, other) => one.depth - other.depth);
  const best = fitting.reduce<DepthRow | undefined>(
    (so, row) => (so && mean(so.values) >= mean(row.values) ? so : row),
    undefined,
  );
  const deepest = fitting.at(-1);
  if (!best || !deepest) return undefined;
  const enough = fitting.find((row) => isCloseTo(best, row)) ?? best;
  return {
    deepest: deepest.depth,
    best: best.depth,
    enough: enough.depth,
    loss: bootstrapInterval(pairedDifferences(best.values, enough.values), options),
  };
}

function fits(row: DepthRow, { maxLatencyMs, maxUsdPerThousandQueries }: DepthBudget): boolean {
  return within(row.latencyMs, maxLatencyMs) && within(row.usdPerThousandQueries, maxUsdPerThousandQueries);
}

function within(value: number | undefined, most: number | undefined): boolean {
  return most === undefined || (value !== undefined && value <= most);
}

function isCloseTo(best: DepthRow, row: DepthRow): boolean {
  const losses = pairedDifferences(best.values, row.values);
  const loss = mean(losses);
  const squares = losses.reduce((sum, value) => sum + (value - loss) ** 2, 0);
  // With one query there is no telling how far chance goes: only what is as good is enough.
  const standardError = losses.length < 2 ? 0 : Math.sqrt(squares / (losses.length - 1) / losses.length);
  return loss <= standardError;
}
