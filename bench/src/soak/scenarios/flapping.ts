import { setTimeout as sleep } from "node:timers/promises";
import type { ResilienceEvent } from "@secondpass/resilience";
import type { Scenario } from "../scenario.ts";

const volumeThreshold = 20;
const resetTimeoutMs = 200;
const maxOpenMs = 800;
const phaseMs = 1_000;

/** What was counted between two changes of state. */
interface Counts {
  /** Failed attempts since it closed, each time that it opened again. */
  readonly beforeOpen: number[];
  /** Open times that are not what the rule says, as told and as they should be. */
  readonly oddOpenTimes: string[];
}

/** The backend heals and fails again, over and over. */
export const flapping: Scenario = {
  id: "F5",
  about: "the backend is up for 1 s and down for 1 s, over and over",
  async run(stage) {
    const { judge } = stage;
    const { counts, onEvent } = createCounts();
    const backend = await stage.backend();
    const stack = stage.stack(backend, {
      attemptTimeoutMs: 100,
      budgetMs: 150,
      circuitBreaker: { volumeThreshold, resetTimeoutMs, windowMs: resetTimeoutMs, maxOpenMs, jitter: 0 },
      onEvent,
    });
    let isOver = false;
    // At some 300 calls a second the window holds about as many as there must be for a verdict.
    const load = { reranker: stack.reranker, inFlight: 8, pauseMs: 25, until: () => isOver };
    const driving = stage.drive(load);
    const rounds = stage.calls(20, 3);
    let stayedClosed = 0;
    for (let round = 1; round <= rounds; round++) {
      stage.progress(`round ${round} of ${rounds}`);
      await sleep(phaseMs);
      await backend.play({ "reset-before-bytes": 1 });
      await sleep(phaseMs);
      if (stack.state() === "closed") stayedClosed++;
      await backend.play({ good: 1 });
    }
    await sleep(maxOpenMs + 200);
    isOver = true;
    await driving;
    judge.exactly(`times that it was closed after 1 s down, of ${rounds}`, stayedClosed, 0);
    judge.atLeast("times that it opened after it had closed", counts.beforeOpen.length, rounds);
    judge.atMost("failed attempts before it opened, at most", Math.max(...counts.beforeOpen), 2 * volumeThreshold);
    judge.exactly(
      "open times other than 200, 400, 800 ms, from 200 again after it closed",
      counts.oddOpenTimes.join(", "),
      "",
    );
    judge.exactly("state in the end", stack.state(), "closed");
  },
};

function createCounts() {
  const counts: Counts = { beforeOpen: [], oddOpenTimes: [] };
  let failures = 0;
  let isClosed = true;
  let nextOpenMs = resetTimeoutMs;
  const opened = (openMs: number | undefined): void => {
    if (isClosed) counts.beforeOpen.push(failures);
    if (openMs !== nextOpenMs) counts.oddOpenTimes.push(`${openMs} for ${nextOpenMs}`);
    isClosed = false;
    nextOpenMs = Math.min(maxOpenMs, 2 * nextOpenMs);
  };
  const onEvent = (event: ResilienceEvent): void => {
    if (event.type === "attempt" && event.result !== "ok" && event.result !== "breaker_open") failures++;
    if (event.type === "open") opened(event.openMs);
    if (event.type !== "close") return;
    isClosed = true;
    failures = 0;
    nextOpenMs = resetTimeoutMs;
  };
  return { counts, onEvent };
}
