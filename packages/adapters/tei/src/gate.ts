/** Lets so much in at once; the rest waits for its turn, first come, first served. */
export interface Gate {
  /** How much is inside. */
  readonly inside: number;
  /**
   * Waits for room.
   *
   * @param size how much comes in.
   * @param signal ends the wait.
   * @returns what to call, once, when it is out again.
   * @throws the signal's reason.
   */
  enter(size: number, signal: AbortSignal): Promise<() => void>;
}

/** One that waits. */
interface Waiting {
  readonly size: number;
  readonly admit: () => void;
}

/**
 * Makes a gate. What is larger than all the room goes in by itself, so that nothing waits for ever.
 *
 * @param room how much may be inside; it is asked each time, since it may change.
 */
export function createGate(room: () => number): Gate {
  const waiting: Waiting[] = [];
  let inside = 0;

  const letIn = (): void => {
    for (let next = waiting[0]; next && (inside === 0 || inside + next.size <= room()); next = waiting[0]) {
      waiting.shift();
      inside += next.size;
      next.admit();
    }
  };

  return {
    get inside() {
      return inside;
    },
    enter(size, signal) {
      const leave = (): void => {
        inside -= size;
        letIn();
      };
      return new Promise((resolve, reject) => {
        const giveUp = (): void => {
          const at = waiting.indexOf(one);
          if (at >= 0) waiting.splice(at, 1);
          reject(signal.reason);
          letIn();
        };
        const one: Waiting = {
          size,
          admit() {
            signal.removeEventListener("abort", giveUp);
            resolve(leave);
          },
        };
        if (signal.aborted) return reject(signal.reason);
        signal.addEventListener("abort", giveUp, { once: true });
        waiting.push(one);
        letIn();
      });
    },
  };
}
