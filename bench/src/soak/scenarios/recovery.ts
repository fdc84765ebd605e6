import type { Scenario } from "../scenario.ts";

const resetTimeoutMs = 1_000;

/** The backend heals while the breaker is open. */
export const recovery: Scenario = {
  id: "F4",
  about: "the backend heals",
  async run(stage) {
    const { judge } = stage;
    const backend = await stage.backend({ mix: { "reset-before-bytes": 1 } });
    const stack = stage.stack(backend, {
      attemptTimeoutMs: 200,
      budgetMs: 400,
      circuitBreaker: { resetTimeoutMs, jitter: 0 },
    });
    const { reranker } = stack;
    await stage.drive({ reranker, inFlight: 16, until: () => stack.first("open") !== undefined, calls: 10_000 });
    await backend.play({ good: 1 });
    const closed = (): boolean => stack.first("close") !== undefined;
    await stage.drive({ reranker, inFlight: 16, pauseMs: 1, until: closed, calls: 100_000 });
    const after = await stage.drive({ reranker, inFlight: 16, calls: stage.calls(1_000) });

    const [open, close] = [stack.first("open"), stack.first("close")];
    const tookMs = (close?.at ?? Number.NaN) - (open?.at ?? Number.NaN);
    judge.atMost("open to closed", tookMs, resetTimeoutMs + 100, "ms");
    const { calls } = await backend.look();
    const probes = calls.filter((call) => call > (open?.call ?? 0) && call <= (close?.call ?? 0)).length;
    judge.exactly("requests of calls made between them", probes, 1);
    judge.exactly("probes that failed", stack.heard.filter(({ event }) => event.type === "open").length - 1, 0);
    judge.exactly("answers without scores afterwards", after.issued - after.kinds.reranked, 0);
  },
};
