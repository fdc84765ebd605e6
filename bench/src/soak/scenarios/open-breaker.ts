import type { Scenario } from "../scenario.ts";

const volumeThreshold = 20;
const inFlight = 16;

/** Everything fails: the breaker opens, and then costs next to nothing. */
export const openBreaker: Scenario = {
  id: "F3",
  about: "every connection is reset",
  async run(stage) {
    const { judge } = stage;
    const backend = await stage.backend({ mix: { "reset-before-bytes": 1 } });
    const stack = stage.stack(backend, {
      attemptTimeoutMs: 500,
      budgetMs: 1000,
      // Open for longer than this takes.
      circuitBreaker: { volumeThreshold, resetTimeoutMs: 300_000 },
    });
    const until = (): boolean => stack.state() === "open";
    await stage.drive({ reranker: stack.reranker, inFlight, until, calls: 10_000 });
    const before = await backend.look();
    judge.exactly("breaker", stack.state(), "open");
    judge.atMost("requests before it opened", before.calls.length, volumeThreshold + inFlight);

    const calls = stage.calls(50_000);
    const open = { reranker: stack.reranker, documents: 100 };
    await stage.drive({ ...open, inFlight: 1, calls: Math.min(calls, 2_000) });
    const tally = await stage.drive({ ...open, inFlight: 1, calls });
    const { calls: requests } = await backend.look();
    judge.exactly(`requests in ${calls} calls while it is open`, requests.length - before.calls.length, 0);
    judge.exactly("of those answered in first-stage order", tally.kinds["first-stage"], calls);
    const { quantile } = tally.latencies;
    judge.atMost("first-stage order of 100 documents, p50", quantile(0.5), 0.02, "ms");
    judge.atMost("first-stage order of 100 documents, p99", quantile(0.99), 0.1, "ms");
    judge.atMost("first-stage order of 100 documents, p99.9", quantile(0.999), 1, "ms");
  },
};
