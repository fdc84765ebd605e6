import { type Fault, faults } from "@secondpass/testing/faults";
import { readable } from "../finding.ts";
import type { Scenario, Stage } from "../scenario.ts";
import { waitFor } from "./until-open.ts";

const budgetMs = 300;
/** After a 429 that does not say how long. */
const defaultPauseMs = 1_000;

/** "Slow down", with everything that Retry-After holds. */
export const rateLimits: Scenario = {
  id: "F11",
  about: "every request is refused with 429",
  async run(stage) {
    const kinds = faults.filter(({ name }) => name.startsWith("status-429-retry-after-"));
    for (const fault of kinds) {
      stage.progress(fault.name);
      await meet(stage, fault, "interactive");
      await meet(stage, fault, "batch");
    }
    await waitOut(stage);
    for (const fault of ["status-429", "status-429-retry-after-seconds"]) await retryInTime(stage, fault);
  },
};

async function meet(stage: Stage, fault: Fault, preset: "interactive" | "batch"): Promise<void> {
  const backend = await stage.backend({ mix: { [fault.name]: 1 } });
  const stack = stage.stack(backend, { attemptTimeoutMs: 200, budgetMs, retry: { preset } });
  const { reranker } = stack;
  const first = await stage.drive({ reranker, inFlight: 1, calls: 1 });
  const before = (await backend.look()).calls.length;
  const rest = await stage.drive({ reranker, inFlight: 4, calls: 200 });
  const requests = (await backend.look()).calls.length - before;
  const pause = stack.first("cooldown")?.event;
  judgePause(stage, fault, preset, {
    pauseMs: pause?.type === "cooldown" ? pause.pauseMs : 0,
    requests,
    longestMs: Math.max(first.latencies.quantile(1), rest.latencies.quantile(1)),
    degraded: first.kinds["first-stage"] + rest.kinds["first-stage"],
  });
  await reranker.close();
  await backend.kill();
}

/** What came of 201 calls. */
interface Pause {
  readonly pauseMs: number;
  /** After the first call. */
  readonly requests: number;
  readonly longestMs: number;
  readonly degraded: number;
}

function judgePause(
  { judge }: Stage,
  { name, retryAfter }: Fault,
  preset: string,
  { pauseMs, requests, longestMs, degraded }: Pause,
): void {
  const { least = 0, most = 0, orNothing = true } = retryAfter ?? {};
  const asked = pauseMs >= least && pauseMs <= most;
  const isRight = asked || (orNothing && pauseMs === defaultPauseMs);
  const isSilent = pauseMs === 0 || requests === 0;
  judge.holds(
    `Retry-After ${name.replace("status-429-retry-after-", "")}, ${preset}: pause; requests of 200 calls meanwhile; longest call`,
    isRight && isSilent && longestMs <= budgetMs + 25 && degraded === 201,
    `${readable(pauseMs)} ms; ${pauseMs === 0 ? "no pause" : requests}; ${readable(longestMs)} ms`,
    `${limitsOf(least, most)}${orNothing ? ` or ${readable(defaultPauseMs)}` : ""} ms; 0; ≤ ${budgetMs + 25} ms`,
  );
}

function limitsOf(least: number, most: number): string {
  return least === most ? readable(least) : `${readable(least)}…${readable(most)}`;
}

/** When the time is over that the backend asked for, it is asked again, and not before. */
async function waitOut(stage: Stage): Promise<void> {
  const { judge } = stage;
  const backend = await stage.backend({ mix: { "status-429-retry-after-seconds": 1 } });
  const stack = stage.stack(backend, { attemptTimeoutMs: 200, budgetMs });
  const { reranker } = stack;
  await stage.drive({ reranker, inFlight: 1, calls: 1 });
  const begun = stack.first("cooldown")?.at ?? Number.NaN;
  await backend.play({ good: 1 });
  let answeredAt = Number.NaN;
  const load = { reranker, inFlight: 4, pauseMs: 5, calls: 10_000 };
  await stage.drive({
    ...load,
    until: () => answeredAt > 0,
    onAnswer: (_, { outcome }) => {
      if (outcome.kind === "reranked") answeredAt = performance.now();
    },
  });
  await waitFor("an answer", () => answeredAt > 0);
  judge.atLeast("429, then well: silence after Retry-After 2", answeredAt - begun, 2_000, "ms");
  judge.atMost("429, then well: back after", answeredAt - begun, 2_100, "ms");
}

/** A batch job waits, and gets through: the retry must not come before the cooldown is over. */
async function retryInTime({ judge, ...stage }: Stage, fault: string): Promise<void> {
  const backend = await stage.backend({ mix: { [fault]: 1 } });
  const stack = stage.stack(backend, { attemptTimeoutMs: 200, budgetMs: 6_000, retry: { preset: "batch" } });
  const driving = stage.drive({ reranker: stack.reranker, inFlight: 1, calls: 1 });
  await waitFor("the cooldown", () => stack.first("cooldown") !== undefined);
  await backend.play({ good: 1 });
  const { kinds } = await driving;
  judge.exactly(`${fault} once, batch: answered by a retry`, kinds.reranked, 1);
  judge.exactly(`${fault} once, batch: requests`, (await backend.look()).calls.length, 2);
}
