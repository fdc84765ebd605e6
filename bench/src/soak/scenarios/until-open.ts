import type { Stage } from "../scenario.ts";
import type { Stack } from "../stack.ts";

/** Makes calls until the breaker is open. @throws Error where it does not open. */
export async function untilOpen(stage: Stage, stack: Stack, inFlight = 16): Promise<void> {
  const { reranker } = stack;
  await stage.drive({ reranker, inFlight, calls: 10_000, until: () => stack.state() === "open" });
  if (stack.state() !== "open") throw new Error("the breaker did not open in 10,000 calls");
}

/** Waits until something holds, looking every few milliseconds. @throws Error where it does not within that time. */
export async function waitFor(what: string, holds: () => boolean, longestMs = 10_000): Promise<void> {
  const end = performance.now() + longestMs;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`${what}: not within ${longestMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
