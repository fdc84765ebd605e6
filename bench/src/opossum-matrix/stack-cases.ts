import type { RerankErrorCode } from "@secondpass/core";
import { type ResilienceEvent, type ResilientOptions, resilient } from "@secondpass/resilience";
import { createManualClock } from "@secondpass/testing/clock";
import type { Case } from "./breaker-cases.ts";
import { type Deed, ending, obedient } from "./rig.ts";

/** Less than any wait of the stack, so that none is jumped over. */
const stepMs = 5;

/** The whole stack with its defaults: calls one after the other, and all that was seen of them. */
async function stack(deeds: readonly Deed[], options: ResilientOptions = {}): Promise<unknown> {
  const clock = createManualClock();
  const events: ResilienceEvent[] = [];
  let asked = 0;
  const onEvent = (event: ResilienceEvent): void => void events.push(event);
  const reranker = resilient(
    obedient("a:1", clock, () => asked++),
    { clock, random: () => 0.5, onEvent, ...options },
  );
  const endings: unknown[] = [];
  for (const deed of deeds) {
    let isOver = false;
    const call = ending(reranker, deed).finally(() => {
      isOver = true;
    });
    // The clock moves only once all has run that does not wait for it, so that times are the same on every machine.
    for (await idle(); !isOver; await idle()) clock.advance(stepMs);
    endings.push(await call);
  }
  const breakers = reranker.breakers.map(({ breaker }) => [breaker.state(), breaker.stats()]);
  await reranker.close();
  return { endings, events, asked, breakers, pending: clock.pending };
}

const idle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Somebody else, who always answers. */
function standIn(): NonNullable<ResilientOptions["fallbacks"]>[number] {
  const other = obedient("b:1", createManualClock(), () => {});
  return { ...other, rerank: (request, options) => other.rerank({ ...request, query: "ok" }, options) };
}

const times = (count: number, code: RerankErrorCode): readonly Deed[] => Array.from({ length: count }, () => code);

/** What the stack makes of a code: who answers, or what is thrown, and what is told of it. */
export const stackCases: Readonly<Record<string, Case>> = {
  "at start": (code) => stack([code, "ok"]),
  "at start, with a fallback": (code) => stack([code, "ok"], { fallbacks: [standIn()] }),
  "after a success": (code) => stack(["ok", code, "ok"]),
  "after a success, with a fallback": (code) => stack(["ok", code, "ok"], { fallbacks: [standIn()] }),
  strict: (code) => stack(["ok", code, "ok"], { strict: true }),
  "batch retries": (code) => stack(["ok", code], { retry: { preset: "batch" }, budgetMs: 14_000 }),
  "until the breaker opens": (code) => stack(["ok", ...times(30, code), "ok"]),
};
