import { getEventListeners } from "node:events";
import { rerankError } from "@secondpass/core";
import { createManualClock } from "@secondpass/testing/clock";
import { scriptedReranker } from "@secondpass/testing/scripted";
import { describe, expect, it } from "vitest";
import {
  handMade,
  inputOrder,
  listener,
  member,
  never,
  rejectionOf,
  request,
  settled,
} from "./__fixtures__/fallback-parts.ts";
import { withFallback } from "./with-fallback.ts";

const timedOut = (): DOMException => new DOMException("300 ms are over", "TimeoutError");
const hanging = (id: string) => scriptedReranker({ id, otherwise: { hang: true } });

describe("the caller's abort", () => {
  it.each([new Error("typed on"), "a string", undefined])(
    "comes back as it is, %s: nobody else is asked",
    async (reason) => {
      for (const inner of [hanging("a:1"), handMade("a:1", () => never)]) {
        const other = member("b:1");
        const clock = createManualClock();
        const { events, onEvent } = listener();
        const controller = new AbortController();
        const call = withFallback(inner, { fallbacks: [other], onEvent, clock }).rerank(request, {
          signal: controller.signal,
        });
        await settled();
        controller.abort(reason);
        expect(await rejectionOf(call)).toBe(controller.signal.reason);
        await settled();
        expect([other.calls.length, events, clock.pending]).toEqual([0, [], 0]);
        expect(getEventListeners(controller.signal, "abort")).toEqual([]);
      }
    },
  );

  it("reaches whoever is at work, a fallback too", async () => {
    const controller = new AbortController();
    const other = hanging("b:1");
    const stack = withFallback(member("a:1", { fail: "overloaded" }), { fallbacks: [other, member("c:1")] });
    const call = stack.rerank(request, { signal: controller.signal });
    await settled();
    controller.abort("enough");
    expect(await rejectionOf(call)).toBe("enough");
    expect(other.calls[0]?.context.signal.reason).toBe("enough");
  });

  it("counts even where the reranker asked fails, or answers, in the same breath", async () => {
    for (const ending of ["fails", "answers"]) {
      const controller = new AbortController();
      const { events, onEvent } = listener();
      const other = member("c:1");
      const answer = await member("b:1").rerank(request);
      const second = handMade("b:1", async () => {
        controller.abort("enough");
        if (ending === "fails") throw rerankError("overloaded", "m");
        return answer;
      });
      const stack = withFallback(member("a:1", { fail: "overloaded" }), { fallbacks: [second, other], onEvent });
      expect(await rejectionOf(stack.rerank(request, { signal: controller.signal }))).toBe("enough");
      await settled();
      expect([other.calls.length, events]).toEqual([0, []]);
    }
  });

  it("counts even where it comes between an answer and what is made of it", async () => {
    const controller = new AbortController();
    const { events, onEvent } = listener();
    const answer = await member("b:1").rerank(request);
    const other = handMade("b:1", () => {
      const answered = Promise.resolve(answer);
      answered.then(() => queueMicrotask(() => controller.abort("enough")));
      return answered;
    });
    const stack = withFallback(member("a:1", { fail: "overloaded" }), { fallbacks: [other], onEvent });
    expect(await rejectionOf(stack.rerank(request, { signal: controller.signal }))).toBe("enough");
    await settled();
    expect(events).toEqual([]);
  });

  it("of the reranker's own doing, before it hangs, ends its turn: no timer is left", async () => {
    const clock = createManualClock();
    const controller = new AbortController();
    const aborting = handMade("a:1", () => {
      controller.abort("enough");
      return never;
    });
    const stack = withFallback(aborting, { clock });
    expect(await rejectionOf(stack.rerank(request, { signal: controller.signal }))).toBe("enough");
    await settled();
    expect(clock.pending).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it("leaves no listener on a signal that outlives the calls, however they end", async () => {
    const { signal } = new AbortController();
    const inner = member("a:1", {}, { fail: "overloaded" }, { fail: "bad_request" });
    const stack = withFallback(inner, { fallbacks: [member("b:1")] });
    for (let call = 0; call < 4; call++) await stack.rerank(request, { signal }).catch(() => {});
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

describe("a reason named TimeoutError", () => {
  it.each(["in our kind", "hand-made"])("is first-stage order at once, without further I/O: inner %s", async (kind) => {
    const inner = kind === "hand-made" ? handMade("a:1", () => never) : hanging("a:1");
    const other = member("b:1");
    const clock = createManualClock();
    const { events, onEvent } = listener();
    const controller = new AbortController();
    const stack = withFallback(inner, { fallbacks: [other], onEvent, clock });
    const call = stack.rerank(request, { signal: controller.signal });
    await settled();
    clock.advance(300);
    controller.abort(timedOut());
    const { ranking, outcome, warnings } = await call;

    expect([ranking, outcome.kind]).toEqual([inputOrder, "first-stage"]);
    expect(outcome.attempts).toEqual([{ rerankerId: "a:1", result: "timeout", durationMs: 300 }]);
    expect(warnings[0]).toEqual({ code: "timeout", message: "first-stage order: a:1: the caller's signal timed out" });
    expect(events).toMatchObject([{ kind: "first-stage", code: "timeout", level: "warning" }]);
    expect([other.calls.length, clock.pending]).toEqual([0, 0]);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  it("of a fallback: its attempt is the timeout, and those after it are not asked", async () => {
    const controller = new AbortController();
    const third = member("c:1");
    const stack = withFallback(member("a:1", { fail: "overloaded" }), { fallbacks: [hanging("b:1"), third] });
    const call = stack.rerank(request, { signal: controller.signal });
    await settled();
    controller.abort(timedOut());
    const { outcome, rerankerId } = await call;
    expect(outcome.attempts).toMatchObject([
      { rerankerId: "a:1", result: "overloaded" },
      { rerankerId: "b:1", result: "timeout" },
    ]);
    expect([rerankerId, third.calls.length]).toEqual(["a:1", 0]);
  });

  it("before the call: nobody is asked", async () => {
    const inner = member("a:1");
    const { outcome } = await withFallback(inner).rerank(request, { signal: AbortSignal.abort(timedOut()) });
    expect([outcome.kind, outcome.attempts[0]?.result, inner.calls.length]).toEqual(["first-stage", "timeout", 0]);
  });

  it("strict: rejects `timeout` with everybody's attempts; so does a `fallbackOn` without it", async () => {
    for (const options of [{ strict: true }, { fallbackOn: ["overloaded"] as const }]) {
      const controller = new AbortController();
      const { events, onEvent } = listener();
      const inner = member("a:1", { fail: "overloaded" });
      const stack = withFallback(inner, { fallbacks: [hanging("b:1")], onEvent, ...options });
      const call = stack.rerank(request, { signal: controller.signal });
      await settled();
      controller.abort(timedOut());
      const attempts = [
        { rerankerId: "a:1", result: "overloaded" },
        { rerankerId: "b:1", result: "timeout" },
      ];
      expect(await rejectionOf(call)).toMatchObject({ code: "timeout", attempts });
      expect(events).toEqual([]);
    }
  });

  it("keeps what somebody within had tried before", async () => {
    const attempts = [{ rerankerId: "a:1", result: "overloaded", durationMs: 4 }] as const;
    const inner = handMade("a:1", (_, { signal }) => {
      const error = rerankError("timeout", "m", { attempts });
      return new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(error)));
    });
    const controller = new AbortController();
    const call = withFallback(inner).rerank(request, { signal: controller.signal });
    await settled();
    controller.abort(timedOut());
    expect((await call).outcome.attempts).toEqual(attempts);
  });

  it("the start-up rule does not apply to it: time ran out, whatever the reranker makes of that", async () => {
    const inner = handMade("a:1", (_, { signal }) => {
      const error = rerankError("auth", "it takes the abort for a wrong key");
      return new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(error)));
    });
    const controller = new AbortController();
    const call = withFallback(inner).rerank(request, { signal: controller.signal });
    await settled();
    controller.abort(timedOut());
    expect((await call).outcome).toMatchObject({ kind: "first-stage", attempts: [{ result: "timeout" }] });
  });

  it("AbortSignal.timeout, the common idiom, is such a reason", async () => {
    const { outcome } = await withFallback(hanging("a:1")).rerank(request, { signal: AbortSignal.timeout(20) });
    expect(outcome).toMatchObject({ kind: "first-stage", attempts: [{ result: "timeout" }] });
  });
});
