import type { RerankErrorCode } from "@secondpass/core";
import { scriptedReranker } from "@secondpass/testing/scripted";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rejectionOf, turns } from "./__fixtures__/promises.ts";
import { recordingClock } from "./__fixtures__/recording-clock.ts";
import type { RetryOptions } from "./retry-options.ts";
import { withRetry } from "./with-retry.ts";

// Stacks of a hundred thousand errors, each mapped to its source, would take most of the time.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

const request = { query: "river", documents: ["a river"] };

/** Makes 10,000 calls, so many at a time with a pause after each lot, of a backend that always fails; hands back what was sent. */
async function outage(options: RetryOptions, lot: number, pauseMs: number, fail: RerankErrorCode = "overloaded") {
  const clock = recordingClock();
  const inner = scriptedReranker({ clock, otherwise: { fail } });
  const reranker = withRetry(inner, { random: () => 0, clock, ...options });
  const calls = 10_000;
  for (let made = 0; made < calls; made += lot) {
    await Promise.all(Array.from({ length: lot }, () => rejectionOf(reranker.rerank(request))));
    if (pauseMs > 0) clock.advance(pauseMs);
  }
  await turns();
  return { sent: inner.calls.length, calls, seconds: clock.now() / 1000 };
}

describe("10,000 calls of a backend that always fails", () => {
  it.each<[string, RetryOptions]>([
    ["interactive", {}],
    ["batch", { preset: "batch" }],
  ])("%s, all at one moment: 20 % more are sent, and one second's worth, give or take one", async (_, options) => {
    const { sent, calls } = await outage(options, 100, 0);
    expect(Math.abs(sent - (1.2 * calls + 1))).toBeLessThanOrEqual(1);
  });

  it.each([
    [1, 1],
    [10, 40],
    [100, 900],
    [100, 1000],
    [500, 3000],
  ])("%d every %d ms: no more than 1.2 × calls + 1 a second are sent, and nearly so many", async (lot, pauseMs) => {
    const { sent, calls, seconds } = await outage({}, lot, pauseMs);
    const allowed = 1.2 * calls + seconds + 1;
    expect(sent).toBeLessThanOrEqual(allowed);
    expect(sent).toBeGreaterThan(allowed - 15);
  });

  it("a ratio and rate of one's own", async () => {
    const { sent, calls } = await outage({ budget: { ratio: 0.05, perSecond: 0 } }, 100, 0);
    expect(Math.abs(sent - 1.05 * calls)).toBeLessThanOrEqual(1);
  });

  it("batch without a budget: all five attempts each", async () => {
    const { sent, calls } = await outage({ preset: "batch", budget: false }, 1000, 0);
    expect(sent).toBe(5 * calls);
  });

  it("what is not tried again costs nothing", async () => {
    const { sent, calls } = await outage({}, 1000, 0, "auth");
    expect(sent).toBe(calls);
  });
});

it("an hour of health pays for no more than its last ten seconds", async () => {
  const clock = recordingClock();
  const inner = scriptedReranker({ clock });
  const reranker = withRetry(inner, { random: () => 0, clock });
  for (let second = 0; second < 3600; second++) {
    await reranker.rerank(request);
    clock.advance(1000);
  }
  expect(inner.calls).toHaveLength(3600);
  inner.cue(...Array.from({ length: 1000 }, () => ({ fail: "overloaded" as const })));
  const burst = 40;
  await Promise.all(Array.from({ length: burst }, () => rejectionOf(reranker.rerank(request))));
  // 9 calls of the last seconds and these 40 at 0.2, and 10 seconds at 1.
  expect(inner.calls.length - 3600 - burst).toBe(Math.floor(9 * 0.2 + burst * 0.2 + 10));
});

it("a wait that would not fit the budget, or was refused, is not paid for", async () => {
  const clock = recordingClock();
  const inner = scriptedReranker({ clock, otherwise: { fail: "overloaded" } });
  const reranker = withRetry(inner, { random: () => 1, clock, budget: { ratio: 0, perSecond: 1 } });
  for (let call = 0; call < 5; call++) await rejectionOf(reranker.rerank(request, { timeoutMs: 50 }));
  expect(inner.calls).toHaveLength(5);
  const paid = rejectionOf(reranker.rerank(request));
  await turns();
  clock.advance(50);
  await paid;
  expect(inner.calls).toHaveLength(7);
});
