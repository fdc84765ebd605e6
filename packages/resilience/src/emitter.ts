import type { OnEvent } from "./events.ts";

/**
 * Makes a listener safe to call from within a state machine: what it throws, or rejects with, is told once as a process
 * warning and changes nothing.
 */
export function createEmitter(listener: OnEvent | undefined): OnEvent {
  if (!listener) return () => {};
  let told = false;
  const tell = (): void => {
    if (told) return;
    told = true;
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
