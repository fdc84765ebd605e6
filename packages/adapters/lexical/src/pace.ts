import { setImmediate } from "node:timers/promises";

/** So many characters are worked on between two turns of the event loop; Chinese takes longest, some 50 ms on Node 20. */
export const charactersPerTurn: number = 64 * 1024;

/** Told how many characters were just worked on; resolves when the work may go on. */
export type Pace = (characters: number) => Promise<void>;

/**
 * Keeps long work from blocking the event loop: gives it a turn whenever 64 Ki characters have been worked on since the
 * last one. Short work never waits.
 *
 * The pace rejects with the signal's reason where the signal is aborted after such a turn.
 */
export function createPace(signal: AbortSignal): Pace {
  let since = 0;
  return async (characters) => {
    since += characters;
    if (since < charactersPerTurn) return;
    since = 0;
    await setImmediate();
    signal.throwIfAborted();
  };
}
