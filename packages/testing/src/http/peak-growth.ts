import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Frees what nobody holds: garbage of earlier work that happened to be freed meanwhile would hide as much growth. Node shows its
 * collector only where it is asked to; a context made after that has it, and the process's own has not.
 */
async function collectGarbage(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  // Buffers are given back in the background, and are seen to be gone by the next collection.
  for (let round = 0; round < 3; round++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** What the process holds: on its heap and in buffers, and of the system's memory. */
function held(): { readonly live: number; readonly resident: number } {
  const { heapUsed, external, rss } = process.memoryUsage();
  return { live: heapUsed + external, resident: rss };
}

/**
 * How far the process's memory rose while `work` ran, in bytes, above what it was before; and what came of the work. Memory
 * that was freed stays resident for a while and is used again, so that what is live counts as well.
 */
export async function peakGrowth<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly growth: number }> {
  await collectGarbage();
  const before = held();
  const highBefore = process.resourceUsage().maxRSS * 1024;
  let growth = 0;
  const look = (): void => {
    const now = held();
    growth = Math.max(growth, now.live - before.live, now.resident - before.resident);
  };
  const timer = setInterval(look, 2);
  try {
    const result = await work();
    look();
    // Between two looks the loop may have been blocked: a new high of the whole process shows that too.
    return { result, growth: Math.max(growth, process.resourceUsage().maxRSS * 1024 - highBefore) };
  } finally {
    clearInterval(timer);
  }
}
