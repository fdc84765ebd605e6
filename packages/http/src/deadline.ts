import { rerankError } from "@secondpass/core";

/** The time of one request. */
export interface Deadline {
  /** No getter: V8 makes a hidden class for every object whose literal has one, which keeps request and texts for long. */
  hasEnded(): boolean;
  /** Calls the listener once, with the reason, when the call ends or the request's own time is over; at once where it has. */
  onEnd(listener: (reason: unknown) => void): void;
  /** Takes timer and listener off again. */
  dispose(): void;
}

/** Ends a request with its call, and after so many milliseconds in any case: a call may have no budget of its own. */
export function startDeadline(call: AbortSignal, ms: number, provider: string, where: string): Deadline {
  let listener: (reason: unknown) => void = () => {};
  let ended: { readonly reason: unknown } | undefined;
  const end = (reason: unknown): void => {
    ended ??= { reason };
    listener(reason);
  };
  const forward = (): void => end(call.reason);
  const timer = setTimeout(
    () => end(rerankError("timeout", `${provider}: ${where}: no answer within ${ms} ms`, { provider })),
    ms,
  );
  if (call.aborted) forward();
  else call.addEventListener("abort", forward, { once: true });
  return {
    hasEnded: () => ended !== undefined,
    onEnd(hear) {
      listener = hear;
      if (ended) hear(ended.reason);
    },
    dispose() {
      clearTimeout(timer);
      call.removeEventListener("abort", forward);
    },
  };
}
