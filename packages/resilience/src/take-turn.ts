import { type CallOptions, type Clock, isRerankError, isTimeoutReason, onAbort, rerankError } from "@secondpass/core";

/** The time of one reranker's turn. */
export interface Turn {
  /** What it is told that it has, in milliseconds. */
  readonly limitMs: number;
  /** How far it may run over that, so that its own `timeout`, which knows more, comes first. */
  readonly graceMs: number;
  readonly clock: Clock;
  /** Everybody whose turn it is; calling one ends its turn with that reason. */
  readonly open: Set<(reason: unknown) => void>;
}

/**
 * Asks one reranker and ends by itself when time is up, whatever the reranker does: then with `timeout`. The caller's abort
 * ends it with the caller's reason, or with `timeout` where the reason is a TimeoutError. Whoever is still at work is told by
 * a signal of its own; what comes later is ignored.
 *
 * @param ask is handed what the caller gave, with that signal and `limitMs`.
 */
export function takeTurn<T>(
  id: string,
  ask: (options: CallOptions) => Promise<T>,
  options: CallOptions,
  { limitMs, graceMs, clock, open }: Turn,
): Promise<T> {
  const { signal: caller } = options;
  const controller = new AbortController();
  return new Promise<T>((resolve, reject) => {
    let unlink: (() => void) | undefined;
    let cancelTimer: (() => void) | undefined;
    let isOver = false;
    const fail = (reason: unknown): void => {
      open.delete(stop);
      unlink?.();
      cancelTimer?.();
      if (caller?.aborted && isTimeoutReason(caller.reason)) reject(callerTimedOut(id, reason));
      else reject(isOver ? ranOver(id, limitMs, reason) : reason);
    };
    const stop = (reason: unknown): void => {
      fail(reason);
      controller.abort(reason);
    };
    ask({ ...options, signal: controller.signal, timeoutMs: limitMs }).then((answer) => {
      open.delete(stop);
      unlink?.();
      cancelTimer?.();
      resolve(answer);
    }, fail);
    open.add(stop);
    // Set after the reranker's own, so that of two that are due together its own comes first.
    cancelTimer = clock.after(limitMs + graceMs, () => {
      isOver = true;
      stopAfterThisTurn(controller, outOfTime(id), stop);
    });
    unlink = caller && linked(caller, controller, stop);
  });
}

/**
 * Tells whoever is at work that time is up, and leaves it the rest of this turn of the loop, which is no time, to say what it has
 * tried. It may be about to: where the loop was blocked, its own timers are due together with ours.
 */
function stopAfterThisTurn(controller: AbortController, reason: unknown, stop: (reason: unknown) => void): void {
  controller.abort(reason);
  setImmediate(stop, reason);
}

/** Ends the turn when the caller aborts. */
function linked(caller: AbortSignal, controller: AbortController, stop: (reason: unknown) => void): () => void {
  const onCaller = (): void => {
    const { reason } = caller;
    if (isTimeoutReason(reason)) stopAfterThisTurn(controller, reason, stop);
    else stop(reason);
  };
  const unlink = onAbort(caller, onCaller);
  // The reranker's own code may have aborted it by now.
  if (caller.aborted) {
    unlink();
    onCaller();
  }
  return unlink;
}

/** Keeps what was tried before, where somebody within says it. */
function ranOver(id: string, limitMs: number, thrown: unknown): Error {
  const attempts = isRerankError(thrown) ? thrown.attempts : undefined;
  return rerankError("timeout", `${id} did not answer within its ${Math.round(limitMs)} ms`, {
    provider: id,
    attempts,
  });
}

/** By this name those within know that time ran out, and not that the caller lost interest. */
function outOfTime(id: string): Error {
  return new DOMException(`${id}: out of time`, "TimeoutError");
}

/** Likewise. */
function callerTimedOut(id: string, thrown: unknown): Error {
  const attempts = isRerankError(thrown) ? thrown.attempts : undefined;
  return rerankError("timeout", `${id}: the caller's signal timed out`, { provider: id, attempts });
}
