import type { Scenario } from "../scenario.ts";
import { untilOpen, waitFor } from "./until-open.ts";

const attemptTimeoutMs = 200;

/** What should show whether the backend is well again hangs. */
export const hangingProbe: Scenario = {
  id: "F6",
  about: "the probe hangs",
  async run(stage) {
    const { judge } = stage;
    const backend = await stage.backend({ mix: { "reset-before-bytes": 1 } });
    const circuitBreaker = { resetTimeoutMs: 1_000, jitter: 0 };
    const stack = stage.stack(backend, { attemptTimeoutMs, budgetMs: 400, circuitBreaker });
    const { reranker } = stack;
    await untilOpen(stage, stack);
    await backend.play({ "hang-before-headers": 1 });
    const before = await backend.look();
    await waitFor("half-open", () => stack.state() === "half-open");
    const from = stack.heard.length;
    const reopened = (): boolean => stack.first("open", from) !== undefined;
    const probing = stage.drive({ reranker, inFlight: 1, calls: 1 });
    await waitFor("the probe", () => stack.first("halfOpen", from) !== undefined);
    const others = await stage.drive({ reranker, inFlight: 4, documents: 100, until: reopened });
    const probe = await probing;

    const [begun, over] = [stack.first("halfOpen", from)?.at, stack.first("open", from)?.at];
    judge.atMost("probe to open again", (over ?? Number.NaN) - (begun ?? Number.NaN), attemptTimeoutMs + 50, "ms");
    judge.exactly("requests meanwhile", (await backend.look()).calls.length - before.calls.length, 1);
    judge.exactly("the probe's call is answered in first-stage order", probe.kinds["first-stage"], 1);
    judge.atMost("its time", probe.latencies.quantile(1), attemptTimeoutMs + 50, "ms");
    const { quantile, count } = others.latencies;
    judge.atMost(`${count} other calls meanwhile, p99.9`, quantile(0.999), 1, "ms");
    judge.exactly("those in first-stage order", others.kinds["first-stage"], count);
    await backend.play({ good: 1 });
    await stage.drive({ reranker, inFlight: 4, pauseMs: 5, until: () => stack.state() === "closed", calls: 10_000 });
    judge.exactly("state after the backend has healed", stack.state(), "closed");
  },
};
