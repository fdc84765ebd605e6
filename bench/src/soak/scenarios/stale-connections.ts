import type { Scenario } from "../scenario.ts";

/** The server ends idle connections just when they are used again. */
export const staleConnections: Scenario = {
  id: "F23",
  about: "idle connections are ended at random, within 8 ms",
  async run(stage) {
    const { judge } = stage;
    const backend = await stage.backend({ mix: { "idle-end": 1 } });
    const stack = stage.stack(backend, { attemptTimeoutMs: 500, budgetMs: 1_000, retry: false });
    const calls = stage.calls(10_000);
    const tally = await stage.drive({ reranker: stack.reranker, inFlight: 16, pauseMs: 3, calls });
    const { connections } = await backend.look();
    judge.exactly(`answers without scores, of ${calls}, without retries`, calls - tally.kinds.reranked, 0);
    judge.atLeast("connections: some did end", connections, Math.ceil(calls / 20));
  },
};
