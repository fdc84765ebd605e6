import type { Scenario, Stage } from "../scenario.ts";
import { untilOpen, waitFor } from "./until-open.ts";

/** Requests that the backend refuses are the caller's mistake. */
export const badRequests: Scenario = {
  id: "F8",
  about: "every request is refused with 400",
  async run(stage) {
    const { judge } = stage;
    const backend = await stage.backend({ mix: { "echo-400": 1 } });
    const stack = stage.stack(backend, {});
    const calls = stage.calls(1_000);
    const tally = await stage.drive({ reranker: stack.reranker, inFlight: 16, calls });
    judge.exactly(`thrown as bad_request, of ${calls}`, tally.thrown.get("bad_request") ?? 0, calls);
    judge.exactly("requests: none is retried", (await backend.look()).calls.length, calls);
    judge.exactly("breaker", stack.state(), "closed");
    judge.exactly("changes of its state", stack.heard.length, 0);
  },
};

/** A refusal proves no health. */
export const refusedProbe: Scenario = {
  id: "F9",
  about: "the probe is refused with 400 or 401",
  async run(stage) {
    await refuse(stage, "echo-400", "bad_request");
    await refuse(stage, "echo-401", "auth");
  },
};

async function refuse(stage: Stage, fault: string, code: string): Promise<void> {
  const { judge } = stage;
  const backend = await stage.backend({ mix: { "reset-before-bytes": 1 } });
  const circuitBreaker = { resetTimeoutMs: 500, jitter: 0 };
  const stack = stage.stack(backend, { attemptTimeoutMs: 200, budgetMs: 400, circuitBreaker });
  await untilOpen(stage, stack);
  await backend.play({ [fault]: 1 });
  await waitFor("half-open", () => stack.state() === "half-open");
  const probe = await stage.drive({ reranker: stack.reranker, inFlight: 1, calls: 1 });
  judge.exactly(`${fault}: the probe's caller sees ${code}`, probe.thrown.get(code) ?? 0, 1);
  judge.exactly(`${fault}: breaker`, stack.state(), "open");
  judge.exactly(`${fault}: times that it closed`, stack.first("close") ? 1 : 0, 0);
}
