import { rerankError } from "@secondpass/core";
import { createManualClock } from "@secondpass/testing/clock";
import { scriptedReranker } from "@secondpass/testing/scripted";
import { expect, it } from "vitest";
import { question } from "./__fixtures__/breaker-rig.ts";
import { checkCircuitBreakerOptions } from "./check-circuit-breaker-options.ts";
import type { ResilienceEvent } from "./events.ts";
import { createGates } from "./gates.ts";

it("after close, what was under way and what warms up moves nothing and is not told", async () => {
  const answer = await scriptedReranker().rerank(question);
  const events: ResilienceEvent[] = [];
  const settings = checkCircuitBreakerOptions({ clock: createManualClock() });
  const gates = createGates("a:b", settings, (event) => events.push(event));
  const [first, second, third] = [gates.enter(), gates.enter(), gates.enter()];
  gates.close();
  gates.failed(first, rerankError("rate_limit", "m"));
  gates.failed(second, rerankError("auth", "m"));
  gates.answered(third, answer);
  gates.warmedUp(rerankError("quota", "m"));
  gates.warmedUp(rerankError("tls", "m"));
  expect([events, gates.breaker.stats()]).toEqual([[], { calls: 0, failures: 0, forced: false }]);
});
