import type { Scenario, Stage } from "../scenario.ts";
import { untilOpen } from "./until-open.ts";

const budgetMs = 250;
const resetTimeoutMs = 1_000;
const hourMs = 3_600_000;

/** The wall clock is set, an hour on and an hour back, again and again. */
export const clockJumps: Scenario = {
  id: "F29",
  about: "the wall clock jumps by an hour, to and fro",
  async run(stage) {
    const stop = startJumping();
    try {
      await deadlines(stage);
      await openTimes(stage);
    } finally {
      stop();
    }
  },
};

async function deadlines(stage: Stage): Promise<void> {
  const { judge } = stage;
  const backend = await stage.backend({ mix: { good: 1, "hang-before-headers": 1 } });
  const { reranker } = stage.stack(backend, { attemptTimeoutMs: 100, budgetMs, circuitBreaker: false });
  const calls = stage.calls(2_000);
  const { kinds, latencies } = await stage.drive({ reranker, inFlight: 16, calls });
  judge.exactly("answered, half of the requests hang", kinds.reranked + kinds["first-stage"], calls);
  judge.atLeast("of those with scores", kinds.reranked, Math.floor(calls / 3));
  judge.atMost(`p99, deadline ${budgetMs} ms`, latencies.quantile(0.99), budgetMs + 25, "ms");
  judge.atMost("max", latencies.quantile(1), budgetMs + 250, "ms");
}

async function openTimes(stage: Stage): Promise<void> {
  const { judge } = stage;
  const backend = await stage.backend({ mix: { "reset-before-bytes": 1 } });
  const circuitBreaker = { resetTimeoutMs, jitter: 0 };
  const stack = stage.stack(backend, { attemptTimeoutMs: 200, budgetMs, circuitBreaker });
  await untilOpen(stage, stack);
  await backend.play({ good: 1 });
  const until = (): boolean => stack.first("close") !== undefined;
  await stage.drive({ reranker: stack.reranker, inFlight: 4, pauseMs: 2, until, calls: 20_000 });
  const tookMs = (stack.first("close")?.at ?? Number.NaN) - (stack.first("open")?.at ?? Number.NaN);
  judge.atLeast("open to closed", tookMs, resetTimeoutMs, "ms");
  judge.atMost("open to closed", tookMs, resetTimeoutMs + 100, "ms");
}

/** Every 20 ms `Date` tells another hour. Returns what ends it. */
function startJumping(): () => void {
  const TrueDate = globalThis.Date;
  let offMs = 0;
  const timer = setInterval(() => {
    offMs = [0, hourMs, -hourMs][Math.floor(Math.random() * 3)] as number;
  }, 20);
  const now = (): number => TrueDate.now() + offMs;
  globalThis.Date = new Proxy(TrueDate, {
    construct: (target, args) => (args.length === 0 ? new target(now()) : Reflect.construct(target, args)),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
  return () => {
    clearInterval(timer);
    globalThis.Date = TrueDate;
  };
}
