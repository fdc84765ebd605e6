import { type RerankError, rerankError } from "@secondpass/core";

/** The time of one request. */
export interface Deadline {
  /** Aborts with the call, or when the request's own time is over. */
  readonly signal: AbortSignal;
  /** Settles as the work does, or rejects as soon as `signal` aborts: undici waits for a connection that is being opened. */
  race<T>(work: Promise<T>): Promise<T>;
  /** The error of a request whose own time is over; undefined while it is not. */
  readonly expired: RerankError | undefined;
  /** Takes timer and listener off again. */
  dispose(): void;
}

/** Ends a request with its call, and after so many milliseconds in any case: a call may have no budget of its own. */
export function startDeadline(call: AbortSignal, ms: number, provider: string, where: string): Deadline {
  const controller = new AbortController();
  let expired: RerankError | undefined;
  let reject: (reason: unknown) => void = () => {};
  const aborted = new Promise<never>((_, rejectAborted) => {
    reject = rejectAborted;
  });
  aborted.catch(() => {});
  const abort = (reason: unknown): void => {
    controller.abort(reason);
    reject(reason);
  };
  const forward = (): void => abort(call.reason);
  const timer = setTimeout(() => {
    expired = rerankError("timeout", `${provider}: ${where}: no answer within ${ms} ms`, { provider });
    abort(expired);
  }, ms);
  if (call.aborted) forward();
  call.addEventListener("abort", forward, { once: true });
  return {
    signal: controller.signal,
    race: (work) => Promise.race([work, aborted]),
    get expired() {
      return expired;
    },
    dispose() {
      clearTimeout(timer);
      call.removeEventListener("abort", forward);
    },
  };
}
