import type { OnEvent } from "./events.ts";

/** Listeners that failed and were told of: the wrappers of a stack all have the same one. */
const told = new WeakSet<OnEvent>();

/**
 * Makes a listener safe to call from within a state machine: what it throws, or rejects with, is told once as a process
 * warning and changes nothing.
 */
export function createEmitter(listener: OnEvent | undefined): OnEvent {
  if (!listener) return () => {};
  const tell = (): void => {
    if (told.has(listener)) return;
    told.add(listener);
    // Without the error itself, whose text is not ours.
    process.emitWarning("an onEvent listener failed; it is called again, and this is not repeated", {
      type: "SecondpassWarning",
    });
  };
  return (event) => {
    try {
      const result: unknown = listener(event);
      if (result instanceof Promise) result.catch(tell);
    } catch {
      tell();
    }
  };
}
