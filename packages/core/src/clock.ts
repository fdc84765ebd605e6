/** Time, injectable for tests. Monotonic: it never runs backwards when the wall clock is set. */
export interface Clock {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** Calls back once after `ms` milliseconds; the returned function calls it off. */
  after(ms: number, callback: () => void): () => void;
}

/** The longest delay that timers take, about 24.8 days; beyond it they would fire at once. */
const longestDelay = 2 ** 31 - 1;

/** The process's own monotonic clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, callback) {
    if (ms > longestDelay) return () => {};
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
