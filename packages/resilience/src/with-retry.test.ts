import { getEventListeners } from "node:events";
import { rerankError } from "@secondpass/core";
import { scriptedReranker } from "@secondpass/testing/scripted";
import { describe, expect, it, vi } from "vitest";
import { answered, type HeldCall, heldReranker } from "./__fixtures__/held-reranker.ts";
import { isSettled, late, rejectionOf, turns } from "./__fixtures__/promises.ts";
import { recordingClock } from "./__fixtures__/recording-clock.ts";
import type { ResilienceEvent } from "./events.ts";
import type { RetryOptions } from "./retry-options.ts";
import { withRetry } from "./with-retry.ts";
import { withTimeout } from "./with-timeout.ts";

const request = { query: "river", documents: ["a river", "bread"] };

function around(options: RetryOptions = {}) {
  const clock = recordingClock();
  const inner = heldReranker();
  const events: ResilienceEvent[] = [];
  const onEvent = (event: ResilienceEvent): void => void events.push(event);
  const reranker = withRetry(inner, { clock, onEvent, random: () => 1, budget: { ratio: 100 }, ...options });
  const lastCall = (): HeldCall => inner.calls.at(-1) as HeldCall;
  return { clock, inner, events, reranker, lastCall };
}

const overloaded = rerankError("overloaded", "m", { status: 503 });

describe("waits", () => {
  it.each<[string, RetryOptions, readonly number[]]>([
    ["batch, random 1", { preset: "batch" }, [500, 1000, 2000, 4000]],
    ["batch, random 0", { preset: "batch", random: () => 0 }, []],
    ["interactive, random 1", {}, [50]],
    ["interactive, random 0", { random: () => 0 }, []],
    ["eight retries", { preset: "batch", retries: 8 }, [500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]],
  ])("%s: exactly so, not a moment less, then the error", async (_, options, delays) => {
    const { clock, inner, reranker, lastCall } = around(options);
    const call = rejectionOf(reranker.rerank(request));
    await turns();
    for (const [at, delay] of delays.entries()) {
      lastCall().fail(overloaded);
      await turns();
      clock.advance(delay - 0.25);
      await turns();
      expect(inner.calls).toHaveLength(at + 1);
      clock.advance(0.25);
      await turns();
      expect(inner.calls).toHaveLength(at + 2);
    }
    // Without a wait one attempt follows the other.
    for (let more = 0; more < 5; more++) {
      lastCall().fail(overloaded);
      await turns();
    }
    expect(await isSettled(call)).toBe(true);
    expect(await call).toMatchObject({ code: "overloaded", status: 503 });
    expect(clock.delays).toEqual(delays);
    expect(clock.pending).toBe(0);
  });

  it("out what the backend asks for, also where a timer fires early", async () => {
    const { clock, inner, reranker, lastCall } = around({ preset: "batch" });
    const early = {
      ...clock,
      now: clock.now,
      after: (ms: number, ring: () => void) => clock.after(Math.max(0.5, ms - 1), ring),
    };
    const hasty = withRetry(inner, { preset: "batch", clock: early });
    const call = hasty.rerank(request);
    await turns();
    lastCall().fail(rerankError("rate_limit", "m", { retryAfterMs: 3000 }));
    await turns();
    clock.advance(2999);
    await turns();
    expect(inner.calls).toHaveLength(1);
    clock.advance(0.5);
    clock.advance(0.5);
    await turns();
    expect(inner.calls).toHaveLength(2);
    lastCall().answer();
    await call;
    await reranker.close();
  });
});

describe("what comes of a call", () => {
  it("is the inner one's answer by identity where the first attempt succeeds, asked with the caller's own options", async () => {
    const { inner, reranker, lastCall, clock } = around();
    const options = { timeoutMs: 500, tenant: "t" };
    const call = reranker.rerank(request, options);
    await turns();
    expect([lastCall().request === request, lastCall().options === options]).toEqual([true, true]);
    lastCall().answer();
    expect(await call).toBe(answered);
    expect([inner.calls.length, clock.delays]).toEqual([1, []]);
  });

  it("lists every attempt in order, and tells of each", async () => {
    const { clock, reranker, lastCall, events } = around({ preset: "batch" });
    const call = reranker.rerank(request);
    for (const [ms, error] of [
      [10, overloaded],
      [20, rerankError("timeout", "m")],
    ] as const) {
      await turns();
      clock.advance(ms);
      lastCall().fail(error);
      await turns();
      clock.advance(10_000);
    }
    await turns();
    clock.advance(30);
    lastCall().answer();
    const failed = [
      { rerankerId: "held:1", result: "overloaded", durationMs: 10, status: 503 },
      { rerankerId: "held:1", result: "timeout", durationMs: 20 },
    ];
    const { outcome } = await call;
    expect(outcome).toEqual({ ...answered.outcome, attempts: [...failed, ...answered.outcome.attempts] });
    expect(events).toEqual(
      [...failed, { rerankerId: "held:1", result: "ok", durationMs: 30 }].map((one) => ({ type: "attempt", ...one })),
    );
  });

  it("is the last error with every attempt where all fail", async () => {
    const { reranker, lastCall, events } = around({ random: () => 0 });
    const call = rejectionOf(reranker.rerank(request));
    await turns();
    lastCall().fail(overloaded);
    await turns();
    const last = rerankError("timeout", "own words", { requestId: "r" });
    lastCall().fail(last);
    const attempts = [
      { rerankerId: "held:1", result: "overloaded", durationMs: 0, status: 503 },
      { rerankerId: "held:1", result: "timeout", durationMs: 0 },
    ];
    expect(await call).toMatchObject({
      code: "timeout",
      message: "own words",
      requestId: "r",
      attempts,
      stack: last.stack,
    });
    expect(events).toHaveLength(2);
  });

  it("lists what the inner one tried by itself", async () => {
    const own = [{ rerankerId: "deep:1", result: "timeout", durationMs: 4 }] as const;
    const { reranker, lastCall } = around({ random: () => 0 });
    const call = reranker.rerank(request);
    await turns();
    lastCall().fail(rerankError("timeout", "m", { attempts: own }));
    await turns();
    lastCall().answer();
    expect((await call).outcome.attempts).toEqual([...own, ...answered.outcome.attempts]);
  });

  it("has its one attempt listed where it is not tried again; one that lists it stays as it is", async () => {
    const { reranker, lastCall } = around();
    const bad = rejectionOf(reranker.rerank(request));
    await turns();
    lastCall().fail(rerankError("bad_request", "m"));
    expect(await bad).toMatchObject({ attempts: [{ rerankerId: "held:1", result: "bad_request", durationMs: 0 }] });
    const listed = rerankError("auth", "m", { attempts: [] });
    const other = rejectionOf(reranker.rerank(request));
    await turns();
    lastCall().fail(listed);
    expect(await other).toBe(listed);
  });

  it.each(["breaker_open", "cooldown", "bulkhead_full", "closed", "forced"] as const)(
    "is %s by identity, at once, with both presets: nobody was asked",
    async (code) => {
      for (const preset of ["interactive", "batch"] as const) {
        const { reranker, lastCall, clock, inner, events } = around({ preset });
        const refusal = rerankError(code, "m", { retryAfterMs: 5 });
        const call = rejectionOf(reranker.rerank(request));
        await turns();
        lastCall().fail(refusal);
        expect(await call).toBe(refusal);
        expect([inner.calls.length, clock.delays]).toEqual([1, []]);
        expect(events).toMatchObject([{ result: code }]);
      }
    },
  );

  it("stops at a breaker that opens in between", async () => {
    const { reranker, lastCall, inner } = around({ preset: "batch", random: () => 0 });
    const call = rejectionOf(reranker.rerank(request));
    await turns();
    lastCall().fail(overloaded);
    await turns();
    lastCall().fail(rerankError("breaker_open", "m"));
    expect(await call).toMatchObject({
      code: "breaker_open",
      attempts: [{ result: "overloaded" }, { result: "breaker_open" }],
    });
    expect(inner.calls).toHaveLength(2);
  });

  it("is a partial answer, never tried again", async () => {
    const { reranker, lastCall, inner } = around({ preset: "batch" });
    const partial = { ...answered, outcome: { ...answered.outcome, kind: "partial" as const } };
    const call = reranker.rerank(request);
    await turns();
    lastCall().answer(partial);
    expect(await call).toBe(partial);
    expect(inner.calls).toHaveLength(1);
  });

  it("knows what is no RerankError by its code", async () => {
    const { reranker, lastCall } = around({ random: () => 0 });
    const call = reranker.rerank(request);
    await turns();
    lastCall().fail(Object.assign(new Error("m"), { code: "ECONNRESET" }));
    await turns();
    lastCall().answer();
    expect((await call).outcome.attempts).toMatchObject([{ result: "connection" }, { result: "ok" }]);
  });

  it("is nothing to tell of where there was nothing to score", async () => {
    const events: ResilienceEvent[] = [];
    const reranker = withRetry(scriptedReranker(), { onEvent: (event) => void events.push(event) });
    expect((await reranker.rerank({ query: "q", documents: [] })).outcome.attempts).toEqual([]);
    expect(events).toEqual([]);
  });

  it("does not depend on a listener that throws", async () => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const onEvent = (): never => {
      throw new Error("no");
    };
    const inner = scriptedReranker({ cues: [{ fail: "timeout" }] });
    const { outcome } = await withRetry(inner, { onEvent, random: () => 0 }).rerank(request);
    expect(outcome.attempts).toMatchObject([{ result: "timeout" }, { result: "ok" }]);
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });
});

describe("the call's budget", () => {
  it("shrinks by attempts and waits", async () => {
    const { clock, inner, reranker, lastCall } = around({ preset: "batch" });
    const call = reranker.rerank(request, { timeoutMs: 5000, tenant: "t" });
    await turns();
    clock.advance(300);
    lastCall().fail(overloaded);
    await turns();
    clock.advance(500);
    await turns();
    clock.advance(200);
    lastCall().fail(overloaded);
    await turns();
    clock.advance(1000);
    await turns();
    lastCall().answer();
    await call;
    expect(inner.calls.map(({ options }) => options)).toEqual([
      { timeoutMs: 5000, tenant: "t" },
      { timeoutMs: 4200, tenant: "t" },
      { timeoutMs: 3000, tenant: "t" },
    ]);
  });

  it.each([
    [499, 0],
    [500, 0],
    [501, 1],
  ])("of %d ms has time for %d waits of 500; without, the error comes at once", async (timeoutMs, waits) => {
    const { clock, reranker, lastCall } = around({ preset: "batch" });
    const call = rejectionOf(reranker.rerank(request, { timeoutMs }));
    await turns();
    lastCall().fail(overloaded);
    expect(await isSettled(call)).toBe(waits === 0);
    expect(clock.delays).toHaveLength(waits);
    await reranker.close();
  });

  it("that is over after a wait brings the error, not another attempt", async () => {
    const { clock, inner, reranker, lastCall } = around({ preset: "batch" });
    const call = rejectionOf(reranker.rerank(request, { timeoutMs: 600 }));
    await turns();
    lastCall().fail(overloaded);
    await turns();
    // The process was held up.
    clock.advance(1);
    const slept = clock.advance;
    slept(499);
    slept(200);
    expect(await call).toMatchObject({ code: "overloaded", attempts: [{ result: "overloaded" }] });
    expect(inner.calls).toHaveLength(1);
  });

  it("must have room for twice the usual time, as far as that is known", async () => {
    const { clock, inner, reranker, lastCall } = around({ random: () => 0 });
    const answer = async (ms: number, response = answered): Promise<void> => {
      const call = reranker.rerank(request);
      await turns();
      clock.advance(ms);
      lastCall().answer(response);
      await call;
    };
    const triesOf = async (timeoutMs?: number): Promise<number> => {
      const before = inner.calls.length;
      const call = rejectionOf(reranker.rerank(request, { timeoutMs }));
      await turns();
      lastCall().fail(overloaded);
      await turns();
      lastCall().fail(overloaded);
      await call;
      return inner.calls.length - before;
    };
    expect(await triesOf(1)).toBe(2);
    for (const ms of [100, 90, 5000]) await answer(ms);
    expect([await triesOf(200), await triesOf(199), await triesOf()]).toEqual([2, 1, 2]);
    // What only some documents were scored of, or nobody asked for, says nothing of the usual time.
    const { outcome } = answered;
    for (let time = 0; time < 9; time++) {
      await answer(1, { ...answered, outcome: { ...outcome, kind: "partial" } });
      await answer(1, { ...answered, outcome: { ...outcome, attempts: [] } });
    }
    expect([await triesOf(200), await triesOf(199)]).toEqual([2, 1]);
    for (let time = 0; time < 32; time++) await answer(7);
    expect([await triesOf(14), await triesOf(13)]).toEqual([2, 1]);
  });
});

describe("the caller's abort", () => {
  it("ends a wait at once, with the caller's reason", async () => {
    const { clock, inner, reranker, lastCall } = around({ preset: "batch" });
    const controller = new AbortController();
    const call = rejectionOf(reranker.rerank(request, { signal: controller.signal }));
    await turns();
    lastCall().fail(overloaded);
    await turns();
    expect([clock.pending, getEventListeners(controller.signal, "abort").length]).toEqual([1, 1]);
    controller.abort("enough");
    expect(await call).toBe("enough");
    expect([clock.pending, getEventListeners(controller.signal, "abort").length]).toEqual([0, 0]);
    clock.advance(1e6);
    await turns();
    expect(inner.calls).toHaveLength(1);
  });

  it("that is a time-out ends a wait at once with timeout, and what was tried so far", async () => {
    const { clock, reranker, lastCall } = around({ preset: "batch" });
    const controller = new AbortController();
    const call = rejectionOf(reranker.rerank(request, { signal: controller.signal }));
    await turns();
    lastCall().fail(overloaded);
    await turns();
    controller.abort(late);
    expect(await call).toMatchObject({
      code: "timeout",
      message: "held:1: the caller's signal timed out",
      attempts: [{ rerankerId: "held:1", result: "overloaded", durationMs: 0, status: 503 }],
    });
    expect([clock.pending, getEventListeners(controller.signal, "abort").length]).toEqual([0, 0]);
  });

  it("that is a time-out counts as timeout on the attempt in flight, which is not tried again", async () => {
    const clock = recordingClock();
    const inner = scriptedReranker({ otherwise: { hang: true }, clock });
    const events: ResilienceEvent[] = [];
    const reranker = withRetry(inner, { preset: "batch", clock, onEvent: (event) => void events.push(event) });
    const controller = new AbortController();
    const call = rejectionOf(reranker.rerank(request, { signal: controller.signal }));
    await turns();
    clock.advance(70);
    controller.abort(late);
    const attempt = { rerankerId: "scripted:test", result: "timeout", durationMs: 70 };
    expect(await call).toMatchObject({ code: "timeout", attempts: [attempt] });
    expect([inner.calls.length, clock.delays, events]).toEqual([1, [], [{ type: "attempt", ...attempt }]]);
  });

  it("that is a time-out leaves an attempt its own error, and ends the call all the same", async () => {
    const { clock, inner, reranker, lastCall } = around({ preset: "batch" });
    const controller = new AbortController();
    const call = rejectionOf(reranker.rerank(request, { signal: controller.signal }));
    await turns();
    controller.abort(late);
    lastCall().fail(overloaded);
    expect(await call).toMatchObject({ code: "overloaded", attempts: [{ result: "overloaded", status: 503 }] });
    expect([inner.calls.length, clock.delays]).toEqual([1, []]);
  });

  it("during an attempt is no failure: nothing is told, counted or tried again", async () => {
    const { clock, inner, reranker, lastCall, events } = around({ preset: "batch" });
    const controller = new AbortController();
    const call = rejectionOf(reranker.rerank(request, { signal: controller.signal }));
    await turns();
    controller.abort("enough");
    expect(await call).toBe("enough");
    lastCall().fail(overloaded);
    await turns();
    expect([inner.calls.length, clock.delays, events]).toEqual([1, [], []]);
  });

  it("leaves nothing on one signal after 1,000 calls that retried", async () => {
    const clock = recordingClock();
    const inner = scriptedReranker({ clock, otherwise: { fail: "connection" } });
    const reranker = withRetry(inner, { clock, budget: { ratio: 1 } });
    const { signal } = new AbortController();
    const calls = Array.from({ length: 1000 }, () =>
      rejectionOf(reranker.rerank(request, { signal, timeoutMs: 1000 })),
    );
    await turns();
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    clock.advance(50);
    for (const error of await Promise.all(calls)) expect(error).toMatchObject({ attempts: [{}, {}] });
    expect([clock.pending, inner.calls.length, getEventListeners(signal, "abort").length]).toEqual([0, 2000, 0]);
  });
});

describe("close", () => {
  it("ends waits, and begins none", async () => {
    const { clock, inner, reranker, lastCall } = around({ preset: "batch" });
    const calls = [reranker.rerank(request), reranker.rerank(request)].map(rejectionOf);
    await turns();
    inner.calls[0]?.fail(overloaded);
    await turns();
    expect(clock.pending).toBe(1);
    await reranker.close();
    expect(await Promise.all(calls)).toMatchObject([{ code: "closed" }, { code: "closed" }]);
    lastCall().fail(overloaded);
    await turns();
    expect([clock.pending, inner.calls.length]).toEqual([0, 2]);
  });
});

it("an attempt that takes too long is tried again where each has its limit", async () => {
  const clock = recordingClock();
  const inner = heldReranker();
  const reranker = withRetry(withTimeout(inner, { timeoutMs: 300, clock }), { clock, random: () => 0 });
  const call = reranker.rerank(request, { timeoutMs: 500 });
  await turns();
  clock.advance(300);
  await turns();
  inner.calls[1]?.answer();
  const timedOut = { rerankerId: "held:1", result: "timeout", durationMs: 300 };
  expect((await call).outcome.attempts).toEqual([timedOut, ...answered.outcome.attempts]);
  expect(inner.calls.map(({ options }) => options.timeoutMs)).toEqual([300, 200]);
  expect(clock.pending).toBe(0);
});

it("warm-up is not tried again", async () => {
  const warmup = vi.fn(() => Promise.reject(overloaded));
  const reranker = withRetry({ ...heldReranker(), warmup }, { preset: "batch" });
  expect(await rejectionOf(reranker.warmup())).toBe(overloaded);
  expect(warmup).toHaveBeenCalledTimes(1);
});
