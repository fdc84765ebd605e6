import { type CallOptions, type Clock, type RerankResponse, rerankError } from "@secondpass/core";
import { createManualClock, type ManualClock } from "@secondpass/testing/clock";
import { scriptedReranker } from "@secondpass/testing/scripted";
import { describe, expect, it } from "vitest";
import { handMade, inputOrder, member, never, request, settled, watch } from "./__fixtures__/fallback-parts.ts";
import { withFallback } from "./with-fallback.ts";

/** A reranker that never answers and heeds nothing, and what it was told. */
function stubborn(id: string) {
  const told: CallOptions[] = [];
  const reranker = handMade(id, (_, options) => {
    told.push(options);
    return never;
  });
  return { reranker, told };
}

/** Moves the clock by steps until the call has settled, and says when that was. */
async function settledAfter(clock: ManualClock, call: Promise<RerankResponse>, stepMs = 0.5): Promise<number> {
  const start = clock.now();
  const state = watch(call);
  for (await settled(); !state.done; await settled()) clock.advance(stepMs);
  return clock.now() - start;
}

const limits = (told: readonly CallOptions[]): readonly (number | undefined)[] =>
  told.map(({ timeoutMs }) => timeoutMs);

describe("one budget for everything", () => {
  it.each([
    // budgetMs, the caller's, and what each of the three is told at most, where nobody before it takes any time
    [undefined, undefined, [1590, 1790, 1990]],
    [undefined, 5000, [1590, 1790, 1990]],
    [undefined, 1000, [590, 790, 990]],
    [1000, 2000, [590, 790, 990]],
    [undefined, 310, [100, 150, 300]],
    [undefined, 60, [19, 28.5, 57]],
    [Number.POSITIVE_INFINITY, undefined, [Infinity, Infinity, Infinity]],
  ])("budgetMs %s, the caller's %s: told %j", async (budgetMs, timeoutMs, expected) => {
    const told: (number | undefined)[] = [];
    const failing = (id: string) =>
      handMade(id, async (_, options) => {
        told.push(options.timeoutMs);
        throw new Error("at once");
      });
    const clock = createManualClock(0);
    const stack = withFallback(failing("a:1"), { fallbacks: [failing("b:1"), failing("c:1")], budgetMs, clock });
    await stack.rerank(request, { timeoutMs });
    expect(told).toEqual(expected);
  });

  it("reserveMs: so much is left for each one after it", async () => {
    const clock = createManualClock(0);
    const [first, second] = [stubborn("a:1"), stubborn("b:1")];
    const stack = withFallback(first.reranker, { fallbacks: [second.reranker], reserveMs: 700, clock });
    await settledAfter(clock, stack.rerank(request));
    // 2000 − 10 − 700; then what is left of 1990 when the first has run over by half of the ten.
    expect([...limits(first.told), ...limits(second.told)]).toEqual([1290, 695]);
  });

  it("where a share would be no time, one is asked rather than nobody", async () => {
    const clock = createManualClock(0);
    const members = ["a:1", "b:1", "c:1"].map(stubborn);
    const [inner, ...fallbacks] = members.map(({ reranker }) => reranker) as [never, ...never[]];
    const call = withFallback(inner, { fallbacks, clock }).rerank(request, { timeoutMs: 2 });
    expect(await settledAfter(clock, call, 0.01)).toBeLessThan(2);
    expect(members.map(({ told }) => limits(told))).toEqual([[1], [], []]);
  });

  it("passes on what is left, not what there was", async () => {
    const clock = createManualClock(0);
    const inner = scriptedReranker({ id: "a:1", clock, cues: [{ delayMs: 400, fail: "overloaded" }] });
    const other = scriptedReranker({ id: "b:1", clock });
    const call = withFallback(inner, { fallbacks: [other], clock }).rerank(request, { timeoutMs: 1000 });
    await settled();
    clock.advance(400);
    const { outcome } = await call;
    expect([inner.calls[0]?.remainingMs, other.calls[0]?.remainingMs]).toEqual([790, 590]);
    expect(outcome.attempts).toMatchObject([
      { rerankerId: "a:1", durationMs: 400 },
      { rerankerId: "b:1", result: "ok" },
    ]);
  });

  it.each([2, 5, 20, 60, 100, 300, 1000, 2000, 60_000])(
    "%d ms: the answer is there before they end, though everybody hangs and heeds nothing",
    async (timeoutMs) => {
      for (let count = 0; count <= 4; count++) {
        const clock = createManualClock(0);
        const members = ["a:1", "b:1", "c:1", "d:1", "e:1"].slice(0, count + 1).map(stubborn);
        const [inner, ...fallbacks] = members.map(({ reranker }) => reranker) as [never, ...never[]];
        const stack = withFallback(inner, { fallbacks, budgetMs: 30_000, clock });
        const call = stack.rerank(request, { timeoutMs });
        const tookMs = await settledAfter(clock, call, timeoutMs / 1000);
        expect(tookMs).toBeLessThan(timeoutMs);
        const { ranking, outcome } = await call;
        expect([ranking, outcome.kind]).toEqual([inputOrder, "first-stage"]);
        const asked = members.filter(({ told }) => told.length > 0).length;
        expect(outcome.attempts.map(({ result }) => result)).toEqual(new Array(asked).fill("timeout"));
        // Nobody is left out save where a turn would be shorter than a timer can be.
        expect(asked).toBeGreaterThan(0);
        if (timeoutMs >= 20) expect(asked).toBe(count + 1);
        expect([clock.pending, members.every(({ told }) => told[0] === undefined || told[0].signal?.aborted)]).toEqual([
          0,
          true,
        ]);
      }
    },
  );

  it("a fallback that needs less than its reserve always fits", async () => {
    const clock = createManualClock(0);
    const other = scriptedReranker({ id: "b:1", clock, otherwise: { delayMs: 150 } });
    const stack = withFallback(stubborn("a:1").reranker, { fallbacks: [other], clock });
    for (const timeoutMs of [500, 1000, 2000]) {
      const call = stack.rerank(request, { timeoutMs });
      expect(await settledAfter(clock, call)).toBeLessThan(timeoutMs);
      expect((await call).outcome).toMatchObject({
        kind: "fallback",
        attempts: [
          { rerankerId: "a:1", result: "timeout" },
          { rerankerId: "b:1", result: "ok" },
        ],
      });
    }
  });

  it("a reranker's own `timeout` comes first: it knows what it has tried", async () => {
    const clock = createManualClock(0);
    const inner = scriptedReranker({ id: "a:1", clock, otherwise: { hang: true } });
    const call = withFallback(inner, { clock }).rerank(request);
    await settled();
    clock.advance(1989);
    await settled();
    clock.advance(1);
    const { warnings } = await call;
    expect(warnings).toEqual([{ code: "timeout", message: "first-stage order: a:1: the call's time budget ran out" }]);
  });

  it("one that ran over is told by a TimeoutError, and what it does later is ignored", async () => {
    const clock = createManualClock(0);
    const signals: (AbortSignal | undefined)[] = [];
    const late = handMade("a:1", (_, { signal }) => {
      signals.push(signal);
      return new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(new Error("much too late")));
      });
    });
    const call = withFallback(late, { clock }).rerank(request);
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on("unhandledRejection", note);
    await settled();
    clock.advance(1995);
    const { outcome, warnings } = await call;
    await settled();
    process.off("unhandledRejection", note);
    expect(outcome.attempts).toEqual([{ rerankerId: "a:1", result: "timeout", durationMs: 1995 }]);
    expect(warnings[0]?.message).toBe("first-stage order: a:1 did not answer within its 1990 ms");
    expect([signals[0]?.reason, unhandled]).toEqual([expect.objectContaining({ name: "TimeoutError" }), []]);
  });

  it.each([0, -1, 0.5])("%d ms left: first-stage order at once, attempt timeout, nobody asked", async (timeoutMs) => {
    const clock = createManualClock();
    const [inner, other] = [member("a:1"), member("b:1")];
    const stack = withFallback(inner, { fallbacks: [other], clock });
    const { ranking, outcome, warnings } = await stack.rerank(request, { timeoutMs });
    expect([ranking, outcome.kind]).toEqual([inputOrder, "first-stage"]);
    expect(outcome.attempts).toEqual([{ rerankerId: "a:1", result: "timeout", durationMs: 0 }]);
    expect(warnings).toEqual([{ code: "timeout", message: "first-stage order: a:1: no time was left to ask it" }]);
    expect([inner.calls.length, other.calls.length, clock.pending]).toEqual([0, 0, 0]);
    await expect(withFallback(inner, { strict: true }).rerank(request, { timeoutMs })).rejects.toMatchObject({
      code: "timeout",
    });
  });

  it("strict: `timeout` is thrown where time ran out in the end, whatever came before", async () => {
    const clock = createManualClock(0);
    const failing = member("a:1", { fail: "overloaded" }, { fail: "overloaded" });
    const early = handMade("b:1", async () => Promise.reject(rerankError("timeout", "its own limit")));
    const hanging = withFallback(failing, { strict: true, fallbacks: [stubborn("b:1").reranker], clock });
    const call = watch(hanging.rerank(request));
    for (await settled(); !call.done; await settled()) clock.advance(5);
    const attempts = [{ result: "overloaded" }, { result: "timeout" }];
    expect(call.reason).toMatchObject({ code: "timeout", attempts });
    // The process's timers leave out fractions of a millisecond, and may be one early.
    const coarse: Clock = { now: clock.now, after: (ms, callback) => clock.after(Math.trunc(ms) - 0.99, callback) };
    const slow = handMade("a:1", async () => {
      clock.advance(0.01);
      throw rerankError("overloaded", "m");
    });
    const other = scriptedReranker({ id: "b:1", clock: coarse, otherwise: { hang: true } });
    const second = watch(withFallback(slow, { strict: true, fallbacks: [other], clock: coarse }).rerank(request));
    for (await settled(); !second.done; await settled()) clock.advance(0.5);
    expect(second.reason).toMatchObject({ code: "timeout", attempts });
    // Its own limit is not the end of the budget.
    const limited = withFallback(failing, { strict: true, fallbacks: [early], clock });
    await expect(limited.rerank(request)).rejects.toMatchObject({ code: "overloaded", attempts });
  });

  it("nothing left for a fallback: it is not asked, which is no attempt but a warning", async () => {
    const clock = createManualClock(0);
    // It blocks the process, so that no timer could end it.
    const blocking = handMade("a:1", async () => {
      clock.advance(3000);
      throw new Error("at last");
    });
    const other = member("b:1");
    const { outcome, warnings } = await withFallback(blocking, { fallbacks: [other], clock }).rerank(request);
    expect(outcome.attempts).toEqual([{ rerankerId: "a:1", result: "internal", durationMs: 3000 }]);
    expect(warnings[1]).toEqual({
      code: "timeout",
      message: "b:1 could not answer for it: b:1: no time was left to ask it",
    });
    expect(other.calls.length).toBe(0);
  });

  it("tenant, headers and provider options reach everybody; no timer is left behind", async () => {
    const clock = createManualClock();
    const given = { tenant: "t1", headers: { "x-trace": "1" }, providerOptions: { b: { knob: 1 } } };
    const other = member("b:1");
    const stack = withFallback(member("a:1", { fail: "overloaded" }), { fallbacks: [other], clock });
    await stack.rerank(request, given);
    expect(other.calls[0]?.context).toMatchObject(given);
    expect(clock.pending).toBe(0);
  });
});
