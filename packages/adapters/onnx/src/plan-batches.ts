/** How rows are put into runs. */
export interface BatchRules {
  /** Rows × longest row of one message to a worker. */
  readonly tokenBudget: number;
  /** Rows of one message. */
  readonly maxRows: number;
}

/**
 * Groups rows of like length, longest first, under a token budget: what padding and cache cost is least around 400 tokens a
 * run, and the long ones must not come last, when the other threads have nothing left to do. For the same reason no batch is
 * more than one worker's share of what is left, so that short lists, and the ends of long ones, are cut finer (guided
 * self-scheduling; Polychronopoulos and Kuck 1987).
 *
 * @param lengths tokens of each row.
 * @param parallel workers that share the list.
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
  let left = lengths.reduce((sum, length) => sum + length, 0);
  const batches: number[][] = [];
  let longest = 0;
  let budget = 0;
  for (const index of order) {
    const length = lengths[index] as number;
    const current = batches.at(-1);
    const fits = current && current.length < maxRows && (current.length + 1) * longest <= budget;
    if (fits) current.push(index);
    else {
      batches.push([index]);
      longest = length;
      budget = parallel === 1 ? tokenBudget : Math.min(tokenBudget, left / parallel);
    }
    left -= length;
  }
  return batches;
}
