/** At most so much of a budget is kept for first-stage order itself, in milliseconds. */
const longestMarginMs = 10;
/** And at most this share of it. */
const marginShare = 0.05;

/**
 * What of a budget is kept for first-stage order, in milliseconds: it needs no I/O, but timers fire late. Half of it is what
 * a reranker may run over, the other half is left when the last one has done so.
 */
export function marginOf(budgetMs: number): number {
  return Math.min(longestMarginMs, budgetMs * marginShare);
}

/**
 * How long one reranker of a chain may take, in milliseconds: what is left, less the reserve for each one after it. No
 * reserve is larger than an equal share, so that in a small budget everybody gets the same.
 *
 * @param leftMs what is left of the budget, without the margin; Infinity where there is none.
 * @param later how many are to be asked after it.
 */
export function limitOf(leftMs: number, later: number, reserveMs: number): number {
  return leftMs - later * Math.min(reserveMs, leftMs / (later + 1));
}
