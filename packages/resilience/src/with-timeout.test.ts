import { getEventListeners } from "node:events";
import { defineReranker, type RerankError, rerankError } from "@secondpass/core";
import { createManualClock } from "@secondpass/testing/clock";
import { scriptedReranker } from "@secondpass/testing/scripted";
import { describe, expect, it, vi } from "vitest";
import { heldReranker } from "./__fixtures__/held-reranker.ts";
import { isSettled, late, rejectionOf, turns, unhandledDuring } from "./__fixtures__/promises.ts";
import { withTimeout } from "./with-timeout.ts";

const request = { query: "river", documents: ["a river", "bread"] };

function around(inner = heldReranker(), clock = createManualClock(0)) {
  return { inner, clock, reranker: withTimeout(inner, { timeoutMs: 800, clock }) };
}

describe("the limit of an attempt", () => {
  it.each([
    [undefined, 800],
    [Number.POSITIVE_INFINITY, 800],
    [2000, 800],
    [800, 800],
    [799.5, 799.5],
    [1, 1],
  ])("of a call with timeoutMs %s hands %d ms down", async (timeoutMs, handed) => {
    const { inner, reranker, clock } = around();
    const call = reranker.rerank(request, { timeoutMs, tenant: "t" });
    await turns();
    expect(inner.calls.map(({ options }) => [options.timeoutMs, options.tenant])).toEqual([[handed, "t"]]);
    inner.calls[0]?.answer();
    await call;
    expect(clock.pending).toBe(0);
  });

  it.each([
    [undefined, 800, "held:1: no answer within its limit of 800 ms"],
    [2000, 800, "held:1: no answer within its limit of 800 ms"],
    [800, 800, "held:1: no answer within its limit of 800 ms"],
    [300.2, 300.2, "held:1: no answer within the 301 ms that were left of the call's budget"],
  ])(
    "of a call with timeoutMs %s ends the wait after %d ms and says which limit it was",
    async (timeoutMs, after, message) => {
      const { inner, reranker, clock } = around();
      const call = rejectionOf(reranker.rerank(request, { timeoutMs }));
      await turns();
      clock.advance(after - 0.001);
      expect(await isSettled(call)).toBe(false);
      expect(inner.calls[0]?.options.signal?.aborted).toBe(false);
      clock.advance(0.001);
      expect(await call).toMatchObject({ code: "timeout", message, provider: "held:1" });
      expect(inner.calls[0]?.options.signal?.reason).toMatchObject({ name: "TimeoutError" });
      expect(clock.pending).toBe(0);
    },
  );

  it.each([0, -1])("asks nobody with %d ms left", async (timeoutMs) => {
    const { inner, reranker } = around();
    expect(await rejectionOf(reranker.rerank(request, { timeoutMs }))).toMatchObject({ code: "timeout" });
    expect(inner.calls).toEqual([]);
  });

  it("leaves warm-up its time", async () => {
    const clock = createManualClock();
    const warmup = vi.fn(async () => {});
    await withTimeout({ ...heldReranker(), warmup }, { timeoutMs: 1, clock }).warmup();
    expect(warmup).toHaveBeenCalledTimes(1);
    expect(clock.pending).toBe(0);
  });
});

describe("an inner reranker that keeps its budget", () => {
  it("says itself that time ran out", async () => {
    const clock = createManualClock(0);
    const inner = scriptedReranker({ clock, otherwise: { hang: true } });
    const call = rejectionOf(withTimeout(inner, { timeoutMs: 800, clock }).rerank(request));
    await turns();
    clock.advance(800);
    expect(await call).toMatchObject({ code: "timeout", message: "scripted:test: the call's time budget ran out" });
  });

  it("may answer in part when its time is over", async () => {
    const clock = createManualClock(0);
    let piece = 0;
    const inner = defineReranker(
      {
        id: "pieces:1",
        traits: { scoreScale: "similarity", pointwise: true, limits: { maxDocuments: 1 } },
        score: async () => (piece++ === 0 ? { scores: [{ index: 0, score: 1 }] } : new Promise(() => {})),
      },
      { clock },
    );
    const call = withTimeout(inner, { timeoutMs: 800, clock }).rerank(request);
    await turns();
    clock.advance(800);
    expect((await call).outcome).toMatchObject({ kind: "partial", scored: 1 });
    expect(clock.pending).toBe(0);
  });

  it("keeps its own error, with what it tried, where it has one when the limit is reached", async () => {
    const { inner, reranker, clock } = around();
    const call = rejectionOf(reranker.rerank(request));
    await turns();
    const own = rerankError("timeout", "own", { attempts: [] });
    inner.calls[0]?.options.signal?.addEventListener("abort", () => inner.calls[0]?.fail(own));
    clock.advance(800);
    expect(await call).toBe(own);
  });

  it("that rejects with the reason of its signal fails with the limit", async () => {
    const { inner, reranker, clock } = around();
    const call = rejectionOf(reranker.rerank(request));
    await turns();
    const { options, fail } = inner.calls[0] as (typeof inner.calls)[0];
    options.signal?.addEventListener("abort", () => fail(options.signal?.reason));
    clock.advance(800);
    expect(await call).toMatchObject({ code: "timeout", message: expect.stringContaining("its limit of 800 ms") });
  });
});

describe("what comes of a call", () => {
  it("is the inner one's answer or error, by identity", async () => {
    const { inner, reranker, clock } = around();
    const answer = { ...(await scriptedReranker().rerank(request)) };
    const error: RerankError = rerankError("overloaded", "m");
    const calls = [reranker.rerank(request), rejectionOf(reranker.rerank(request))];
    await turns();
    inner.calls[0]?.answer(answer);
    inner.calls[1]?.fail(error);
    expect(await Promise.all(calls)).toEqual([answer, error]);
    expect((await calls[0]) === answer && (await calls[1]) === error).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it.each(["answer", "fail"] as const)("a late %s is ignored, and heard", async (how) => {
    const unhandled = await unhandledDuring(async () => {
      const { inner, reranker, clock } = around();
      const call = rejectionOf(reranker.rerank(request));
      await turns();
      clock.advance(800);
      const error = await call;
      if (how === "answer") inner.calls[0]?.answer();
      else inner.calls[0]?.fail(new Error("late"));
      await turns();
      expect(await call).toBe(error);
    });
    expect(unhandled).toEqual([]);
  });

  it("a throw before anything was asked is an error by code, and leaves nothing", async () => {
    const clock = createManualClock();
    const throws = (): never => {
      throw new Error("at once");
    };
    const reranker = withTimeout({ ...heldReranker(), rerank: throws }, { timeoutMs: 800, clock });
    const { signal } = new AbortController();
    expect(await rejectionOf(reranker.rerank(request, { signal }))).toMatchObject({ code: "internal" });
    expect([clock.pending, getEventListeners(signal, "abort").length]).toEqual([0, 0]);
  });
});

describe("the caller's abort", () => {
  it("comes back at once by identity, and reaches the inner one", async () => {
    const { inner, reranker, clock } = around();
    const controller = new AbortController();
    const call = rejectionOf(reranker.rerank(request, { signal: controller.signal }));
    await turns();
    controller.abort("enough");
    expect(await call).toBe("enough");
    expect(inner.calls[0]?.options.signal?.reason).toBe("enough");
    expect([clock.pending, getEventListeners(controller.signal, "abort").length]).toEqual([0, 0]);
  });

  it("that is a time-out comes back even from an inner one that ignores it", async () => {
    const { inner, reranker, clock } = around();
    const controller = new AbortController();
    const call = rejectionOf(reranker.rerank(request, { signal: controller.signal }));
    await turns();
    controller.abort(late);
    expect(await call).toBe(late);
    expect(inner.calls[0]?.options.signal?.reason).toBe(late);
    expect([clock.pending, getEventListeners(controller.signal, "abort").length]).toEqual([0, 0]);
  });

  it("that is a time-out comes back from an inner one that heeds it, by identity", async () => {
    const clock = createManualClock(0);
    const inner = scriptedReranker({ clock, otherwise: { hang: true } });
    const controller = new AbortController();
    const call = rejectionOf(
      withTimeout(inner, { timeoutMs: 800, clock }).rerank(request, { signal: controller.signal }),
    );
    await turns();
    controller.abort(late);
    expect(await call).toBe(late);
    expect(clock.pending).toBe(0);
  });

  it("that is a time-out leaves an inner stack the time to answer at once", async () => {
    const { inner, reranker } = around();
    const controller = new AbortController();
    const call = reranker.rerank(request, { signal: controller.signal });
    await turns();
    inner.calls[0]?.options.signal?.addEventListener("abort", () => inner.calls[0]?.answer());
    controller.abort(late);
    expect((await call).rerankerId).toBe("held:1");
  });

  it("that was a time-out before the call reaches the inner one as such, and ends all the same", async () => {
    const { inner, reranker, clock } = around();
    const signal = AbortSignal.abort(late);
    expect(await rejectionOf(reranker.rerank(request, { signal }))).toBe(late);
    expect(inner.calls[0]?.options.signal).toBe(signal);
    expect(clock.pending).toBe(0);
  });

  it("leaves nothing on a signal of 1,000 calls, however they end", async () => {
    const { inner, reranker, clock } = around();
    const { signal } = new AbortController();
    const calls = Array.from({ length: 1000 }, () => reranker.rerank(request, { signal }).catch(() => "failed"));
    await turns();
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    for (const [at, call] of inner.calls.entries()) {
      if (at % 3 === 0) call.answer();
      if (at % 3 === 1) call.fail(rerankError("connection", "m"));
    }
    clock.advance(800);
    const results = await Promise.all(calls);
    expect(results.filter((result) => result === "failed")).toHaveLength(666);
    expect([clock.pending, getEventListeners(signal, "abort").length]).toEqual([0, 0]);
  });
});

it("close ends attempts under way, tells an inner one that ignores it, and leaves no timer", async () => {
  const { inner, reranker, clock } = around();
  const call = rejectionOf(reranker.rerank(request));
  await turns();
  await reranker.close();
  expect(await call).toMatchObject({ code: "closed" });
  expect(inner.calls[0]?.options.signal?.reason).toMatchObject({ code: "closed" });
  expect(clock.pending).toBe(0);
});

it("close says nothing to attempts that are over", async () => {
  const { inner, reranker } = around();
  const call = reranker.rerank(request);
  await turns();
  inner.calls[0]?.answer();
  await call;
  await reranker.close();
  expect(inner.calls[0]?.options.signal?.aborted).toBe(false);
});

describe("options that will not do", () => {
  const range = "a number of milliseconds above 0, at most 2147483647";
  const advice = "say how long one attempt may take, such as 800";
  it.each([
    [{}, `the option timeoutMs must be ${range}, is undefined: ${advice}`],
    [{ timeoutMs: 0 }, `the option timeoutMs must be ${range}, is 0: ${advice}`],
    [{ timeoutMs: Number.NaN }, `the option timeoutMs must be ${range}, is NaN: ${advice}`],
    [{ timeoutMs: Number.POSITIVE_INFINITY }, `the option timeoutMs must be ${range}, is Infinity: ${advice}`],
    [{ timeoutMs: "800" }, `the option timeoutMs must be ${range}: ${advice}`],
    [
      { timeoutMs: 1, clock: {} },
      "the option clock must be an object with now() and after(), as systemClock: leave it out, except in tests",
    ],
    [{ timeoutMs: 1, timeout: 1 }, "the option timeout is unknown; known: timeoutMs, clock"],
    [undefined, "the options must be an object"],
  ])("%o", (options, message) => {
    const make = (): unknown => withTimeout(heldReranker(), options as never);
    expect(make).toThrow(expect.objectContaining({ code: "misconfigured", message: `withTimeout: ${message}` }));
  });
});
