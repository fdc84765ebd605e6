import type { Judge } from "../finding.ts";
import { createRecorder } from "../recorder.ts";

/** Looks at how much this process holds while calls are made. */
export interface MemoryWatch {
  /** Told of calls by their number: the mark from which growth counts is the ten thousandth. */
  noteCall(call: number): void;
  /** Judges growth since the mark, and stops looking. */
  judge(judge: Judge): void;
}

const markAt = 10_000;
const mebibyte = 2 ** 20;

/** Starts looking. The process must have been started with `--expose-gc`. */
export function watchMemory(mostHeapMiB = 5): MemoryWatch {
  const resident: number[] = [];
  let marked: number | undefined;
  const timer = setInterval(() => resident.push(process.memoryUsage.rss()), 250);
  return {
    noteCall(call) {
      if (call >= markAt) marked ??= heapAfterCollection();
    },
    judge(judge) {
      clearInterval(timer);
      if (marked === undefined) {
        judge.skip("heap after collection, against that at call 10,000", "fewer calls than that");
        return;
      }
      const growth = (heapAfterCollection() - marked) / mebibyte;
      judge.atMost("heap after collection, above that at call 10,000", growth, mostHeapMiB, "MiB");
      const third = Math.floor(resident.length / 3);
      const [middle, last] = [median(resident.slice(third, 2 * third)), median(resident.slice(2 * third))];
      judge.atMost("resident memory, last third ÷ middle third (medians)", last / middle, 1.15);
    },
  };
}

/** How far this process's memory rose above what it was while `work` ran, in bytes, and what came of the work. */
export async function peakGrowth<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly growth: number }> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const highBefore = process.resourceUsage().maxRSS * 1024;
  let growth = 0;
  const look = (): void => {
    growth = Math.max(growth, process.memoryUsage.rss() - before);
  };
  const timer = setInterval(look, 2);
  const result = await work();
  clearInterval(timer);
  look();
  // Between two looks the loop may have been blocked: a new high of the whole process shows that too.
  const high = process.resourceUsage().maxRSS * 1024;
  return { result, growth: high > highBefore ? Math.max(growth, high - before) : growth };
}

/** Bytes in use once all garbage is gone. */
export function heapAfterCollection(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function median(values: readonly number[]): number {
  const recorder = createRecorder();
  for (const value of values) recorder.add(value);
  return recorder.quantile(0.5);
}
