import type { Scenario, Stage } from "../scenario.ts";

const budgetMs = 500;

/** Retries must not make an outage worse. Without a breaker, which would end it after a moment. */
export const retryStorm: Scenario = {
  id: "F12",
  about: "everything fails, and retries are on",
  async run(stage) {
    for (const fault of ["echo-503", "reset-before-bytes", "fin-in-body"]) await storm(stage, fault, "interactive");
    await storm(stage, "echo-503", "batch");
    await storm(stage, "status-503-retry-after-day", "batch");
  },
};

async function storm(stage: Stage, fault: string, preset: "interactive" | "batch"): Promise<void> {
  const { judge } = stage;
  const what = `${fault}, ${preset}`;
  const backend = await stage.backend({ mix: { [fault]: 1 } });
  const stack = stage.stack(backend, {
    attemptTimeoutMs: 200,
    budgetMs,
    circuitBreaker: false,
    retry: { preset, baseDelayMs: 20 },
  });
  const calls = stage.calls(10_000);
  const start = performance.now();
  const tally = await stage.drive({ reranker: stack.reranker, inFlight: 16, calls });
  const seconds = Math.ceil((performance.now() - start) / 1000);
  const { length: sent } = (await backend.look()).calls;
  judge.atMost(`${what}: requests of ${calls} calls in ${seconds} s`, sent, Math.floor(1.2 * calls + seconds));
  judge.exactly(`${what}: answers without scores`, tally.kinds["first-stage"], calls);
  judge.atMost(`${what}: longest call, deadline ${budgetMs} ms`, tally.latencies.quantile(1), budgetMs + 25, "ms");
  await stack.reranker.close();
}
