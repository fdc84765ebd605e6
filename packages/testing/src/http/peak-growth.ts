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
  globalThis.gc?.();
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
