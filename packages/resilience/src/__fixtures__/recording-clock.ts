import type { Clock } from "@secondpass/core";
import { createManualClock, type ManualClock } from "@secondpass/testing/clock";

/** A manual clock that notes every delay it is asked for. */
export interface RecordingClock extends ManualClock {
  readonly delays: readonly number[];
}

/** Starts at 0, so that sums of whole numbers are exact. */
export function recordingClock(): RecordingClock {
  const manual = createManualClock(0);
  const delays: number[] = [];
  const after: Clock["after"] = (ms, callback) => {
    delays.push(ms);
    return manual.after(ms, callback);
  };
  return {
    delays,
    after,
    now: manual.now,
    advance: manual.advance,
    get pending() {
      return manual.pending;
    },
  };
}
