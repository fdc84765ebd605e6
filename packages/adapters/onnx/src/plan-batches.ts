/** How rows are put into runs. */
export interface BatchRules {
  /** Rows × longest row of one message to a worker. */
  readonly tokenBudget: number;
  /** Rows of one message. */
  readonly maxRows: number;
}

/**
 * Groups rows of like length, longest first, under a token budget: what padding and cache cost is least around 400 tokens a
 * run, and the long ones must not come last, when the other threads have nothing left to do.
 *
 * @param lengths tokens of each row.
 * @param parallel workers that are to get a share; short lists are cut finer for their sake.
 * @returns indices into `lengths`, per batch.
 */
export function planBatches(
  lengths: readonly number[],
  { tokenBudget, maxRows }: BatchRules,
  parallel: number,
): readonly (readonly number[])[] {
  const order = lengths
    .map((_, index) => index)
    .sort((a, b) => (lengths[b] as number) - (lengths[a] as number) || a - b);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  // A list that would fill one batch is shared out among the workers all the same, where there are several.
  const budget = parallel === 1 ? tokenBudget : Math.min(tokenBudget, Math.ceil(total / parallel));
  const batches: number[][] = [];
  let longest = 0;
  for (const index of order) {
    const current = batches.at(-1);
    const fits = current && current.length < maxRows && (current.length + 1) * longest <= budget;
    if (fits) current.push(index);
    else {
      batches.push([index]);
      longest = lengths[index] as number;
    }
  }
  return batches;
}
