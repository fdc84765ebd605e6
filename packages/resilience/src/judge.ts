import { EventEmitter } from "node:events";
import OpossumBreaker from "opossum";
import type { CircuitBreakerSettings } from "./circuit-breaker-options.ts";

/** Counts verdicts over the last while, and says whether the breaker is open. */
export interface Judge {
  readonly isOpen: () => boolean;
  /** Counts one call that went well or failed. A failure may open it. */
  record(failed: boolean): void;
  open(): void;
  /** Closes it, with nothing counted. */
  close(): void;
  /** What is counted: calls with a verdict, and those of them that failed. */
  counts(): { readonly calls: number; readonly failures: number };
  shutdown(): void;
}

type JudgeSettings = Pick<
  CircuitBreakerSettings,
  "clock" | "windowMs" | "volumeThreshold" | "errorThresholdPercentage"
>;

const buckets = 10;
const wentWell = Promise.resolve();
/** Nobody sees it: what opossum rejects with is dropped. */
const wentWrong = new Error();

/** Thrown and not rejected: opossum then counts, and opens, before `fire` returns. */
function outcome(failed: boolean): Promise<void> {
  if (failed) throw wentWrong;
  return wentWell;
}

/**
 * opossum's rolling window, thresholds and two states; it is fed verdicts, not calls.
 *
 * What it never sees cannot mislead it: neutral outcomes, refused calls and late results (its filtered errors count as
 * successes, and its rejects dilute the ratio), its own half-open state (which closes on a filtered error, waits for ever on
 * a trial that hangs, and takes a late result for the trial's), listeners that throw.
 *
 * It is driven by the injected clock, through its public parts: its reset timer runs on the global one and is taken off, and
 * its buckets are turned from outside instead of by an interval. So it has no timer at all, and no jump of the wall clock
 * reaches it: of `Date` it takes nothing but latencies, which nobody reads.
 */
export function createJudge(settings: JudgeSettings): Judge {
  const { clock, windowMs, volumeThreshold, errorThresholdPercentage } = settings;
  const turning = new EventEmitter();
  // A literal of its own for every breaker: opossum writes into its options.
  const opossum = new OpossumBreaker(outcome, {
    timeout: false,
    volumeThreshold,
    errorThresholdPercentage,
    rollingCountTimeout: windowMs,
    rollingCountBuckets: buckets,
    rollingPercentilesEnabled: false,
    enableSnapshots: false,
    rotateBucketController: turning,
  });
  opossum.removeAllListeners("open");
  const now = (): number => Math.floor((clock.now() * buckets) / windowMs);
  let turned = now();

  const turn = (times: number): void => {
    for (let time = Math.min(times, buckets); time > 0; time--) turning.emit("rotate");
  };
  const catchUp = (): void => {
    const reached = now();
    turn(reached - turned);
    turned = reached;
  };

  return {
    isOpen: () => opossum.opened,
    record(failed) {
      catchUp();
      opossum.fire(failed).catch(() => {});
    },
    open: () => opossum.open(),
    close() {
      opossum.close();
      turn(buckets);
    },
    counts() {
      catchUp();
      const { fires, failures } = opossum.stats;
      return { calls: fires, failures };
    },
    shutdown: () => opossum.shutdown(),
  };
}
