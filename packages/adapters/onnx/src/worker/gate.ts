import { rerankError } from "@secondpass/core";

/**
 * The gate before native code. A thread that is ended inside ONNX Runtime takes the whole process along ("terminate called
 * after throwing an instance of 'Napi::Error'"), so whoever ends it shuts the gate first and waits until nobody is inside.
 */
export interface Gate {
  /** What both threads see; the worker makes its side of the gate of it. */
  readonly memory: SharedArrayBuffer;
  /** The worker's side: does native work. Rejects with RerankError `closed` where the gate is shut. */
  through<T>(work: () => Promise<T>): Promise<T>;
  /** The worker's side: native modules are loaded. Until then the worker counts as inside. */
  leave(): void;
  /** The application's side: nobody goes in any more. */
  shut(): void;
  /** The application's side: blocks until nobody is inside, for so many milliseconds at most. */
  waitUntilEmpty(most: number): void;
}

/** Words of the memory. */
const empty = 0;
const isShut = 1;

/** Makes one side of a gate: a new one's, or that of the memory of another side. */
export function createGate(memory: SharedArrayBuffer = new SharedArrayBuffer(8)): Gate {
  const words = new Int32Array(memory);
  const leave = (): void => {
    Atomics.store(words, empty, 1);
    Atomics.notify(words, empty);
  };
  return {
    memory,
    leave,
    async through(work) {
      // First in, then look: so either the worker sees that it is shut, or the other side sees that it is inside.
      Atomics.store(words, empty, 0);
      try {
        if (Atomics.load(words, isShut) === 1) throw rerankError("closed", "onnx: the worker is being ended");
        return await work();
      } finally {
        leave();
      }
    },
    shut: () => void Atomics.store(words, isShut, 1),
    waitUntilEmpty: (most) => void Atomics.wait(words, empty, 0, most),
  };
}
