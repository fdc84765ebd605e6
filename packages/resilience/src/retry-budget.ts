/** How many retries are allowed, beside the number for each call. */
export interface RetryBudgetOptions {
  /** Retries for each call. Default 0.2. */
  readonly ratio?: number | undefined;
  /** Retries for each second, however few calls there are. Default 1. */
  readonly perSecond?: number | undefined;
}

/** What retries are paid from. */
export interface RetryBudget {
  /** A call came in. @param now milliseconds, by a clock that never runs backwards. */
  deposit(now: number): void;
  /** Pays for one retry; false where there is not enough. */
  withdraw(now: number): boolean;
}

/** What was put in lives so many seconds, as in Finagle: an hour of health must not pay for a storm. */
const secondsKept = 10;
/** Sums of fractions, such as ten times 0.1, fall short of the whole by less than this. */
const rounding = 1e-9;

/**
 * A budget of `ratio` retries a call and `perSecond` a second, from one second's worth at the start. When everything fails,
 * no more is sent than (1 + ratio) × calls + perSecond × seconds. Source: Finagle's RetryBudget (20 % of calls, deposits live
 * 10 s).
 *
 * @param start the time that it counts from, as `now`.
 */
export function createRetryBudget({ ratio = 0.2, perSecond = 1 }: RetryBudgetOptions, start: number): RetryBudget {
  /** What is left of each of the last seconds. */
  const kept = new Float64Array(secondsKept);
  let second = 0;
  kept[0] = perSecond;

  /** Forgets what is too old. */
  const moveTo = (now: number): void => {
    const current = Math.floor((now - start) / 1000);
    for (let one = Math.max(second + 1, current - secondsKept + 1); one <= current; one++) {
      kept[one % secondsKept] = perSecond;
    }
    second = Math.max(second, current);
  };

  return {
    deposit(now) {
      moveTo(now);
      kept[second % secondsKept] = (kept[second % secondsKept] as number) + ratio;
    },
    withdraw(now) {
      moveTo(now);
      if (kept.reduce((sum, one) => sum + one, 0) < 1 - rounding) return false;
      let due = 1;
      // The oldest first, since it is the next to be forgotten.
      for (let age = secondsKept - 1; age >= 0; age--) {
        const at = (second - age + secondsKept) % secondsKept;
        const paid = Math.min(due, kept[at] as number);
        kept[at] = (kept[at] as number) - paid;
        due -= paid;
      }
      return true;
    },
  };
}
