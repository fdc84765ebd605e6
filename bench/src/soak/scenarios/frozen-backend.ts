import { setTimeout as sleep } from "node:timers/promises";
import type { Backend } from "../backend/backend.ts";
import type { Scenario, Stage } from "../scenario.ts";
import type { Stack } from "../stack.ts";

const budgetMs = 400;
const resetTimeoutMs = 1_000;
const attemptTimeoutMs = 200;
/** By then nothing that went well is left in the window. */
const allFailedMs = resetTimeoutMs + attemptTimeoutMs + 100;

/** The backend's process stands still, as when its machine swaps, and goes on. */
export const frozenBackend: Scenario = {
  id: "F16",
  about: "SIGSTOP for 5 s, then SIGCONT",
  run: (stage) =>
    play(stage, {
      fail: (backend) => backend.freeze(),
      downMs: 5_000,
      heal: (backend) => backend.thaw(),
    }),
};

/** The backend's process is killed and started again, on the same port. */
export const killedBackend: Scenario = {
  id: "F17",
  about: "kill -9 under load, started again 3 s later",
  run: (stage) =>
    play(stage, { fail: (backend) => backend.kill(), downMs: 3_000, heal: (backend) => backend.restart() }),
};

/** What happens to the backend. */
interface Outage {
  fail(backend: Backend): void | Promise<void>;
  readonly downMs: number;
  heal(backend: Backend): void | Promise<void>;
}

async function play(stage: Stage, { fail, downMs, heal }: Outage): Promise<void> {
  const { judge } = stage;
  const backend = await stage.backend();
  const stack = stage.stack(backend, {
    attemptTimeoutMs,
    budgetMs,
    // Always open for as long, so that it is known when it must be closed again.
    circuitBreaker: { resetTimeoutMs, maxOpenMs: resetTimeoutMs, windowMs: resetTimeoutMs, jitter: 0 },
  });
  let isOver = false;
  const driving = stage.drive({ reranker: stack.reranker, inFlight: 16, pauseMs: 3, until: () => isOver });
  await sleep(1_500);
  const failedAt = performance.now();
  await fail(backend);
  await sleep(downMs);
  const { length: heardBefore } = stack.heard;
  const stateBefore = stack.state();
  await heal(backend);
  const healedAt = performance.now();
  await sleep(resetTimeoutMs + attemptTimeoutMs + 1_000);
  isOver = true;
  const tally = await driving;

  judge.exactly("closed while it is away", stateBefore === "closed" ? "yes" : "no", "no");
  judge.atMost("from its failure to open", (openedAfter(stack, failedAt) ?? Number.NaN) - failedAt, allFailedMs, "ms");
  const closed = stack.first("close", heardBefore)?.at ?? Number.NaN;
  judge.atMost("from its return to closed", closed - healedAt, resetTimeoutMs + attemptTimeoutMs + 100, "ms");
  judge.exactly("state in the end", stack.state(), "closed");
  judgeCalls(stage, tally);
}

function openedAfter({ heard }: Stack, at: number): number | undefined {
  return heard.find((one) => one.event.type === "open" && one.at >= at)?.at;
}

function judgeCalls({ judge }: Stage, { issued, kinds, latencies }: Awaited<ReturnType<Stage["drive"]>>): void {
  judge.exactly("calls that were not answered", issued - kinds.reranked - kinds["first-stage"], 0);
  judge.atMost(`p99 of ${issued} calls, deadline ${budgetMs} ms`, latencies.quantile(0.99), budgetMs + 25, "ms");
  judge.atMost("p99.9", latencies.quantile(0.999), budgetMs + 75, "ms");
  judge.atMost("max", latencies.quantile(1), budgetMs + 250, "ms");
}
