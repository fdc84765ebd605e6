/** Numbers as they are measured, any number of them. They are kept outside the heap, whose growth is measured too. */
export interface Recorder {
  add(value: number): void;
  readonly count: number;
  /** The value that this share of them does not exceed (nearest rank); 1 is the greatest. NaN where there are none. */
  quantile(share: number): number;
}

/** Starts with none. */
export function createRecorder(): Recorder {
  let values = new Float64Array(1024);
  let count = 0;
  let sorted: Float64Array | undefined;
  return {
    add(value) {
      if (count === values.length) {
        const larger = new Float64Array(2 * count);
        larger.set(values);
        values = larger;
      }
      values[count++] = value;
      sorted = undefined;
    },
    get count() {
      return count;
    },
    quantile(share) {
      sorted ??= values.slice(0, count).sort();
      return sorted[Math.max(0, Math.ceil(share * count) - 1)] ?? Number.NaN;
    },
  };
}
