import { type CallOptions, type Clock, isTimeoutReason, onAbort, type RerankError } from "@secondpass/core";
import { createLine } from "./line.ts";

/** So many places, and a line of those who wait for one. */
export interface Places {
  /** Takes a place without waiting, where one is free. */
  takeFree(): boolean;
  /**
   * Waits in line for a place.
   *
   * @throws RerankError `bulkhead_full` or `timeout`; the caller's reason.
   */
  takeInTurn(given: CallOptions): Promise<void>;
  /** Gives a place back: it goes to whoever is first in line. */
  leave(): void;
  /** Turns away all who wait. */
  turnAway(reason: unknown): void;
}

/** What `createPlaces` takes. */
export interface PlacesOptions {
  readonly maxConcurrent: number;
  readonly maxQueue: number;
  readonly clock: Clock;
  /** Makes the error of a call that got no place. */
  readonly refused: (code: "bulkhead_full" | "timeout", waitedMs: number) => RerankError;
}

interface Waiting {
  enter(): void;
  giveUp(reason: unknown): void;
}

/** Gives places out in order of arrival. */
export function createPlaces({ maxConcurrent, maxQueue, clock, refused }: PlacesOptions): Places {
  const line = createLine<Waiting>();
  let taken = 0;

  const wait = ({ timeoutMs = Number.POSITIVE_INFINITY, signal }: CallOptions): Promise<void> =>
    new Promise((resolve, reject) => {
      const start = clock.now();
      const giveUp = (reason: unknown): void => {
        leaveLine();
        release();
        reject(reason);
      };
      const enter = (): void => {
        release();
        resolve();
      };
      const timeUp = (): void => giveUp(refused("timeout", clock.now() - start));
      const aborted = (): void => (isTimeoutReason(signal?.reason) ? timeUp() : giveUp(signal?.reason));
      const leaveLine = line.join({ enter, giveUp });
      const cancelTimer = Number.isFinite(timeoutMs) ? clock.after(timeoutMs, timeUp) : undefined;
      const unlink = signal && onAbort(signal, aborted);
      const release = (): void => {
        cancelTimer?.();
        unlink?.();
      };
    });

  return {
    takeFree() {
      if (taken >= maxConcurrent) return false;
      taken++;
      return true;
    },
    async takeInTurn(given) {
      const { timeoutMs, signal } = given;
      if (signal?.aborted || (timeoutMs !== undefined && timeoutMs <= 0)) throw refused("timeout", 0);
      if (line.length() >= maxQueue) throw refused("bulkhead_full", 0);
      return wait(given);
    },
    leave() {
      const next = line.next();
      if (next) next.enter();
      else taken--;
    },
    turnAway(reason) {
      for (let next = line.next(); next; next = line.next()) next.giveUp(reason);
    },
  };
}
