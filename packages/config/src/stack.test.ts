import { rerank } from "@secondpass/core";
import type { ResilienceEvent } from "@secondpass/resilience";
import { testReranker } from "@secondpass/testing";
import { createManualClock, type ManualClock } from "@secondpass/testing/clock";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { actors, providers } from "./__fixtures__/providers.ts";
import { createReranker } from "./index.ts";

const question = { query: "refund", documents: ["opening hours", "a refund", "how to refund"] };
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function stack(config: object, surroundings: object = {}) {
  const { act, made } = actors();
  const reranker = await createReranker(
    { provider: "act", model: "a", ...config } as never,
    { act },
    {
      random: () => 0,
      ...surroundings,
    },
  );
  opened.push(reranker);
  return { reranker, made };
}

/** What a call comes to while the clock goes on. */
async function ended<T>(call: Promise<T>, clock: ManualClock): Promise<T> {
  let over = false;
  const done = (): void => {
    over = true;
  };
  call.then(done, done);
  for (await new Promise(setImmediate); !over; await new Promise(setImmediate)) clock.advance(5);
  return call;
}

const failing = { provider: "act", model: "a", fail: "overloaded" } as const;
const b = { provider: "act", model: "b", fail: "server_error" } as const;

describe("the settings reach the stack", () => {
  it("retries: one by default, none, as many as are said, each for its own reranker", async () => {
    const counts = async (config: object): Promise<readonly (number | undefined)[]> => {
      const clock = createManualClock(0);
      const { reranker, made } = await stack({ ...failing, ...config }, { clock });
      // The budget of retries fills with time; a fresh stack has enough for one.
      clock.advance(20_000);
      await ended(reranker.rerank(question), clock);
      return made.map(({ calls }) => calls.length);
    };
    expect(await counts({ fallback: [b] })).toEqual([2, 2]);
    expect(await counts({ retry: false, fallback: [b] })).toEqual([1, 1]);
    expect(await counts({ retry: { retries: 0 }, fallback: [{ ...b, retry: {} }] })).toEqual([1, 2]);
    expect(await counts({ retry: { retries: 3 }, fallback: [{ ...b, retry: false }] })).toEqual([4, 1]);
  });

  it("breakers: one for each reranker that has one", async () => {
    const breakers = async (config: object): Promise<readonly string[]> => {
      const { reranker } = await stack(config);
      return reranker.breakers.map(({ rerankerId }) => rerankerId);
    };
    expect(await breakers({ fallback: [b, b] })).toEqual(["act:a", "act:b", "act:b"]);
    expect(await breakers({ circuitBreaker: false, fallback: [b, { ...b, circuitBreaker: {} }] })).toEqual(["act:b"]);
  });

  it("an open breaker waits for its reset time", async () => {
    const clock = createManualClock(0);
    const config = { circuitBreaker: { resetTimeoutMs: 3000 } };
    const { reranker, made } = await stack(config, { clock, random: () => 0.5 });
    reranker.breakers[0]?.breaker.forceOpen();
    expect((await rerank({ reranker, ...question })).outcome.attempts.map(({ result }) => result)).toEqual([
      "breaker_open",
    ]);
    expect(made[0]?.calls).toHaveLength(0);
  });

  it("a breaker opens for its reset time", async () => {
    const clock = createManualClock(0);
    const opened: unknown[] = [];
    const onEvent = (event: ResilienceEvent): void => void (event.type === "open" && opened.push(event.openMs));
    const config = { ...failing, retry: false, circuitBreaker: { resetTimeoutMs: 3000 } };
    const { reranker } = await stack(config, { clock, random: () => 0.5, onEvent });
    for (let call = 0; call < 20; call++) await reranker.rerank(question);
    expect(opened).toEqual([3000]);
  });

  it("times: an attempt's, and the budget's", async () => {
    const clock = createManualClock(0);
    const hanging = { provider: "act", model: "a", hang: true, retry: false } as const;
    const { reranker } = await stack(
      { ...hanging, attemptTimeoutMs: 300, budgetMs: 700, fallback: [hanging] },
      { clock },
    );
    const answer = await ended(reranker.rerank(question), clock);
    expect(answer.outcome.attempts.map(({ result, durationMs }) => [result, durationMs])).toEqual([
      ["timeout", 300],
      ["timeout", 300],
    ]);
    expect(answer.outcome.kind).toBe("first-stage");
  });

  it("surroundings: events, and forced degradation", async () => {
    const events: string[] = [];
    const surroundings = { forceDegraded: () => true, onEvent: ({ type }: { type: string }) => events.push(type) };
    const { reranker, made } = await stack({ fallback: [b] }, surroundings);
    expect((await rerank({ reranker, ...question })).outcome).toMatchObject({
      kind: "first-stage",
      attempts: [{ result: "forced" }],
    });
    expect([events, made.map(({ calls }) => calls.length)]).toEqual([["degraded"], [0, 0]]);
  });

  it("strict", async () => {
    const { reranker } = await stack({ ...failing, strict: true, retry: false });
    await expect(reranker.rerank(question)).rejects.toMatchObject({ code: "overloaded" });
  });
});

it("whatever is read can be made", async () => {
  const times = fc.record({
    attemptTimeoutMs: fc.double({ min: 0.001, max: 100_000, noNaN: true }),
    budgetMs: fc.double({ min: 0.001, max: 100_000, noNaN: true }),
    retry: fc.oneof(fc.constant(false), fc.record({ retries: fc.integer({ min: 0, max: 10 }) })),
    circuitBreaker: fc.oneof(
      fc.constant(false),
      fc.record({ resetTimeoutMs: fc.double({ min: 0.001, max: 2 ** 31 - 1, noNaN: true }) }),
    ),
  });
  let made = 0;
  await fc.assert(
    fc.asyncProperty(times, async (settings) => {
      try {
        await using reranker = await createReranker(
          { provider: "lexical", ...settings, fallback: ["lexical"] } as never,
          providers,
        );
        made += reranker.breakers.length + 1;
      } catch (error) {
        expect((error as Error).message).toContain("must be shorter than circuitBreaker.resetTimeoutMs");
      }
    }),
    { numRuns: 500 },
  );
  expect(made).toBeGreaterThan(100);
});

testReranker("a strict stack from configuration", {
  create: () => createReranker({ provider: "lexical", strict: true }, providers),
  runs: 50,
});
