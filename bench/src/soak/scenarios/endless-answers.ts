import { setTimeout as sleep } from "node:timers/promises";
import type { Scenario, Stage } from "../scenario.ts";

const budgetMs = 250;
const faults = [
  "hang-before-headers",
  "hang-in-headers",
  "hang-in-body",
  "drip-headers",
  "drip-body",
  "information-flood",
] as const;

/** What looks like progress and never ends. */
export const endlessAnswers: Scenario = {
  id: "F13",
  about: "answers never end",
  async run(stage) {
    for (const fault of faults) await meet(stage, fault);
  },
};

async function meet(stage: Stage, fault: string): Promise<void> {
  const { judge } = stage;
  stage.progress(fault);
  const backend = await stage.backend({ mix: { [fault]: 1 } });
  // Without a breaker, which would spare us most of it.
  const { reranker } = stage.stack(backend, { attemptTimeoutMs: 100, budgetMs, circuitBreaker: false });
  const calls = stage.calls(1_000);
  const { kinds, latencies } = await stage.drive({ reranker, inFlight: 16, calls });
  await sleep(50);
  // Others may be in stock, which are no business of an answer's.
  const { usedConnections, openConnections } = await backend.look();
  const [p99, p999, max] = [0.99, 0.999, 1].map(latencies.quantile) as [number, number, number];
  judge.exactly(`${fault}: in first-stage order`, kinds["first-stage"], calls);
  judge.atMost(`${fault}: p99, deadline ${budgetMs} ms`, p99, budgetMs + 25, "ms");
  judge.atMost(`${fault}: p99.9`, p999, budgetMs + 75, "ms");
  judge.atMost(`${fault}: max`, max, budgetMs + 250, "ms");
  judge.exactly(`${fault}: connections of answers open 50 ms later (${openConnections} others)`, usedConnections, 0);
  await reranker.close();
  await backend.kill();
}
