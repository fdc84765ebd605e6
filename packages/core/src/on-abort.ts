/** Who waits for a signal's abort, behind the one listener that is on it. */
interface Waiting {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

const waitingOn = new WeakMap<AbortSignal, Waiting>();

/**
 * Calls back when the signal aborts; the returned function calls it off. However many calls, layers and pieces wait on one
 * signal, it carries one listener, and none once all have called off: Node warns of a leak at the eleventh.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const { callbacks, listener } = waitingOn.get(signal) ?? startWaiting(signal);
  // Wrapped, so that the same function may wait twice.
  const entry = (): void => callback();
  if (callbacks.size === 0) signal.addEventListener("abort", listener);
  callbacks.add(entry);
  return () => {
    if (callbacks.delete(entry) && callbacks.size === 0) signal.removeEventListener("abort", listener);
  };
}

function startWaiting(signal: AbortSignal): Waiting {
  const callbacks = new Set<() => void>();
  const waiting: Waiting = {
    callbacks,
    listener: () => {
      for (const callback of [...callbacks]) callback();
    },
  };
  waitingOn.set(signal, waiting);
  return waiting;
}
