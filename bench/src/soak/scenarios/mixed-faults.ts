import { setTimeout as sleep } from "node:timers/promises";
import type { RerankResponse } from "@secondpass/core";
import type { Mix } from "../backend/messages.ts";
import { readable } from "../finding.ts";
import type { Scenario, Stage } from "../scenario.ts";
import type { Tally } from "../tally.ts";
import { createAccounts, judgeAccounts } from "./accounts.ts";
import { watchMemory } from "./memory.ts";

/** Three of ten requests meet one of these. */
const faults: readonly string[] = [
  "echo-503",
  "tei-overloaded",
  "echo-500",
  "reset-before-bytes",
  "fin-before-bytes",
  "fin-in-body",
  "hang-before-headers",
  "body-truncated",
  "row-repeated",
  "row-missing",
  "score-overflow",
  "echo-no-json",
  "body-html",
  "drip-body",
];
const share = 0.3;
const mix: Mix = { good: 1 - share, ...Object.fromEntries(faults.map((name) => [name, share / faults.length])) };

const warmUpCalls = 1_000;
/** The whole call. */
const budgetMs = 250;

/** How far beyond the deadline calls may end, in milliseconds, by the share of calls. */
type Limits = Readonly<Partial<Record<"p99" | "p99.9" | "max", number>>>;

const shares = { p99: 0.99, "p99.9": 0.999, max: 1 } as const;

/** Every way of going wrong at once, so that nothing opens the breaker: the accounts must be right to a single call. */
export function mixedFaults({
  id,
  inFlight,
  limits,
}: {
  readonly id: string;
  readonly inFlight: number;
  readonly limits: Limits;
}): Scenario {
  const run = async (stage: Stage): Promise<void> => {
    const { judge } = stage;
    const calls = stage.calls(100_000);
    const backend = await stage.backend();
    const stack = stage.stack(backend, {
      attemptTimeoutMs: 100,
      budgetMs,
      // A share of 30 % over few calls may be more than half by chance.
      circuitBreaker: { volumeThreshold: 500 },
    });
    // Code that has never run takes longer.
    await stage.drive({ reranker: stack.reranker, inFlight, calls: warmUpCalls });
    await backend.play(mix);
    const accounts = createAccounts(warmUpCalls + 1, calls);
    const memory = watchMemory();
    const start = performance.now();
    const tally = await stage.drive({
      reranker: stack.reranker,
      inFlight,
      calls,
      onAnswer(call: number, response: RerankResponse) {
        accounts.note(call, response);
        memory.noteCall(call);
        if (call % 1000 === 0) stage.progress(`${call} of ${calls} calls`);
      },
    });
    const seconds = (performance.now() - start) / 1000;
    judge.exactly(
      `${calls} calls, ${inFlight} in flight: answered`,
      tally.kinds.reranked + tally.kinds["first-stage"],
      calls,
    );
    judge.exactly("breaker opened", stack.first("open") ? 1 : 0, 0);
    judgeLatency(stage, tally, limits, `${Math.round(calls / seconds)} calls a second`);
    await sleep(budgetMs);
    judgeAccounts(judge, accounts, await backend.look());
    await stack.reranker.close();
    memory.judge(judge);
  };
  return { id, about: `30 % of requests meet one of ${faults.length} faults, ${inFlight} in flight`, run };
}

function judgeLatency({ judge }: Stage, { latencies }: Tally, limits: Limits, rate: string): void {
  const more = { p99: `, p50 ${readable(latencies.quantile(0.5))} ms, ${rate}`, "p99.9": "", max: "" };
  for (const name of ["p99", "p99.9", "max"] as const) {
    const beyond = limits[name];
    if (beyond === undefined) continue;
    const what = `${name}, deadline ${budgetMs} ms${more[name]}`;
    judge.atMost(what, latencies.quantile(shares[name]), budgetMs + beyond, "ms");
  }
}
