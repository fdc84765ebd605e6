/** The median of the last few numbers. */
export interface RecentMedian {
  add(value: number): void;
  /** Undefined before the first number. */
  median(): number | undefined;
}

/** Keeps the last `size` numbers. Adding costs next to nothing; the median sorts them. */
export function createRecentMedian(size: number): RecentMedian {
  const values = new Float64Array(size);
  let added = 0;
  return {
    add(value) {
      values[added++ % size] = value;
    },
    median() {
      const sorted = values.slice(0, Math.min(added, size)).sort();
      const upper = sorted[sorted.length >> 1];
      const lower = sorted[(sorted.length - 1) >> 1];
      return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
    },
  };
}
