import type { Clock } from "./clock.ts";
import { rerankError } from "./errors.ts";
import { onAbort } from "./on-abort.ts";
import type { CallOptions } from "./request.ts";

/** What ended a call before its work was done. */
type CallEnd = "caller" | "budget" | "closed" | "failed";

/** One call's abort, budget and close in one. */
export interface CallScope {
  /** Aborted when the call ends; made when it is first asked for, since wrappers never ask. */
  signal(): AbortSignal;
  /** What ended the call: the signal's reason; undefined while nothing has. */
  reason(): unknown;
  /**
   * Who ended the call; undefined while nobody has. No getter: V8 makes a hidden class of its own for every object whose
   * literal has one, and that holds on to the whole call until the next full collection.
   */
  endedBy(): CallEnd | undefined;
  /** Milliseconds left of the budget, at least 0; Infinity without one. */
  remainingMs(): number;
  /** Settles as the work does, or rejects with the reason as soon as the call ends. */
  race<T>(work: Promise<T>): Promise<T>;
  /** Ends the call: all that listens to its signal stops. */
  end(by: CallEnd, reason: unknown): void;
  /** Takes everything off the caller's signal and the clock. */
  dispose(): void;
}

/** What a scope is opened with. */
export interface ScopeOptions extends Pick<CallOptions, "signal" | "timeoutMs"> {
  /** Reasons of the caller's that do not end the call, because somebody within deals with them. Default none. */
  readonly ignores?: ((reason: unknown) => boolean) | undefined;
}

/**
 * Opens the scope of one call.
 *
 * The caller's signal is linked and unlinked by hand: `AbortSignal.any` keeps dependants of a long-lived signal alive
 * (nodejs/node#55351, #54614).
 */
export function openScope(id: string, options: ScopeOptions, clock: Clock): CallScope {
  const { signal: caller, timeoutMs = Number.POSITIVE_INFINITY, ignores } = options;
  let controller: AbortController | undefined;
  let endReason: unknown;
  const deadline = clock.now() + timeoutMs;
  let endedBy: CallEnd | undefined;
  let rejectEnded: (reason: unknown) => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    rejectEnded = reject;
  });
  ended.catch(() => {});

  const end = (by: CallEnd, reason: unknown): void => {
    if (endedBy) return;
    endedBy = by;
    endReason = reason;
    rejectEnded(reason);
    controller?.abort(reason);
  };
  const unlink = caller && onAbort(caller, () => ignores?.(caller.reason) || end("caller", caller.reason));
  const cancelTimer = Number.isFinite(timeoutMs)
    ? clock.after(timeoutMs, () => end("budget", timedOut(id)))
    : undefined;

  return {
    signal() {
      if (!controller) {
        controller = new AbortController();
        if (endedBy) controller.abort(endReason);
      }
      return controller.signal;
    },
    reason: () => endReason,
    endedBy: () => endedBy,
    remainingMs: () => Math.max(0, deadline - clock.now()),
    race: (work) => Promise.race([work, ended]),
    end,
    dispose() {
      unlink?.();
      cancelTimer?.();
    },
  };
}

/** The error of a call whose budget has run out. */
export function timedOut(id: string): Error {
  return rerankError("timeout", `${id}: the call's time budget ran out`, { provider: id });
}
