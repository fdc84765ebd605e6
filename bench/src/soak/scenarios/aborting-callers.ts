import { setTimeout as sleep } from "node:timers/promises";
import type { Scenario, Stage } from "../scenario.ts";
import type { Stack } from "../stack.ts";
import { untilOpen } from "./until-open.ts";

const resetTimeoutMs = 1_000;
const answerMs = 50;

/** As in search while one types: nobody waits for an answer. */
export const abortingCallers: Scenario = {
  id: "F7",
  about: "every caller aborts after 5 ms, answers take 50 ms",
  async run(stage) {
    const backend = await stage.backend({ mix: { [`late-${answerMs}`]: 1 } });
    const stack = stage.stack(backend, {
      attemptTimeoutMs: 300,
      budgetMs: 500,
      circuitBreaker: { resetTimeoutMs, jitter: 0 },
    });
    await whileClosed(stage, stack, backend);
    await backend.play({ "reset-before-bytes": 1 });
    await untilOpen(stage, stack);
    await backend.play({ [`late-${answerMs}`]: 1 });
    await whileOpen(stage, stack);
  },
};

async function whileClosed(stage: Stage, stack: Stack, backend: Awaited<ReturnType<Stage["backend"]>>): Promise<void> {
  const { judge } = stage;
  const calls = stage.calls(10_000);
  // Code that has never run takes longer.
  await stage.drive({ reranker: stack.reranker, inFlight: 16, calls: 200, abortAfterMs: 5 });
  const tally = await stage.drive({ reranker: stack.reranker, inFlight: 16, calls, abortAfterMs: 5 });
  const { reranked } = tally.kinds;
  const early = reranked === 0 ? "" : `; ${reranked} were answered before the abort came, which is to be in 5 ms`;
  judge.exactly(
    `rejections with the caller's own reason, of ${calls}${early}`,
    tally.thrown.get("reason") ?? 0,
    calls - reranked,
  );
  judge.atMost("abort to rejection, max", tally.latencies.quantile(1), 5, "ms");
  judge.exactly("breaker", stack.state(), "closed");
  judge.exactly("changes of its state", stack.heard.length, 0);
  await sleep(2 * answerMs);
  const { calls: requests, gone } = await backend.look();
  judge.exactly("requests whose connection was still there when they were to be answered", requests.length - gone, 0);
}

/** The probe is nobody's to abort, and heals all the same. */
async function whileOpen(stage: Stage, stack: Stack): Promise<void> {
  const { judge } = stage;
  const from = stack.heard.findLastIndex(({ event }) => event.type === "open");
  const closed = (): boolean => stack.first("close", from) !== undefined;
  const { reranker } = stack;
  await stage.drive({ reranker, inFlight: 16, abortAfterMs: 5, pauseMs: 1, until: closed, calls: 100_000 });
  const tookMs = (stack.first("close", from)?.at ?? Number.NaN) - (stack.heard[from]?.at ?? Number.NaN);
  judge.atMost("open to closed, while all abort", tookMs, resetTimeoutMs + answerMs + 100, "ms");
  judge.exactly("probes", stack.heard.slice(from).filter(({ event }) => event.type === "halfOpen").length, 1);
}
