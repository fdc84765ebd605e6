import type { Scenario, Stage } from "../scenario.ts";

/** A wrong key shows at start, takes no running search down, and is not hammered with. */
export const wrongKey: Scenario = {
  id: "F10",
  about: "every request is refused with 401",
  async run(stage) {
    await atStart(stage);
    await oncePerLatch(stage);
    await later(stage);
  },
};

async function atStart(stage: Stage): Promise<void> {
  const { judge } = stage;
  const backend = await stage.backend({ mix: { "echo-401": 1 } });
  const { reranker } = stage.stack(backend, {});
  const first = await stage.drive({ reranker, inFlight: 1, calls: 1 });
  const calls = stage.calls(10_000);
  const tally = await stage.drive({ reranker, inFlight: 16, calls });
  const thrown = (first.thrown.get("auth") ?? 0) + (tally.thrown.get("auth") ?? 0);
  judge.exactly(`at start: thrown as auth, of ${calls + 1}`, thrown, calls + 1);
  judge.exactly("at start: requests, within 30 s", (await backend.look()).calls.length, 1);
}

async function oncePerLatch(stage: Stage): Promise<void> {
  const { judge } = stage;
  const latchMs = 400;
  const backend = await stage.backend({ mix: { "echo-401": 1 } });
  const { reranker } = stage.stack(backend, { circuitBreaker: { latchMs } });
  await stage.drive({ reranker, inFlight: 1, calls: 1 });
  const start = performance.now();
  const isOver = (): boolean => performance.now() - start > 5.5 * latchMs;
  await stage.drive({ reranker, inFlight: 16, pauseMs: 1, until: isOver });
  judge.atMost("requests in 5.5 times the latch, first one included", (await backend.look()).calls.length, 6);
}

async function later(stage: Stage): Promise<void> {
  const { judge } = stage;
  const backend = await stage.backend();
  const stack = stage.stack(backend, {});
  const { reranker } = stack;
  const well = await stage.drive({ reranker, inFlight: 1, calls: 10 });
  judge.exactly("later: answered before", well.kinds.reranked, 10);
  await backend.play({ "echo-401": 1 });
  const from = stack.heard.length;
  const first = await stage.drive({ reranker, inFlight: 1, calls: 1 });
  const calls = stage.calls(5_000);
  const tally = await stage.drive({ reranker, inFlight: 16, calls });
  judge.exactly(
    `later: in first-stage order, of ${calls + 1}`,
    first.kinds["first-stage"] + tally.kinds["first-stage"],
    calls + 1,
  );
  const told = stack.heard.slice(from).filter(({ event }) => event.type === "degraded" && event.level === "error");
  judge.exactly("later: told as errors", told.length, calls + 1);
  judge.exactly("later: requests, within 30 s", (await backend.look()).calls.length - 10, 1);
}
