import { type RerankErrorCode, rerankError } from "@secondpass/core";
import { createManualClock } from "@secondpass/testing/clock";
import { scriptedReranker } from "@secondpass/testing/scripted";
import { describe, expect, it } from "vitest";
import {
  handMade,
  listener,
  member,
  never,
  ranked,
  rejectionOf,
  request,
  settled,
  watch,
} from "./__fixtures__/fallback-parts.ts";
import { resilient } from "./resilient.ts";
import type { ResilientOptions } from "./resilient-options.ts";

const random = (): number => 0;
const results = (attempts: readonly { readonly rerankerId: string; readonly result: string }[]): readonly string[] =>
  attempts.map(({ rerankerId, result }) => `${rerankerId} ${result}`);

describe("the stack", () => {
  it("answers as the reranker does, with its id and traits", async () => {
    const inner = member("a:1");
    const stack = resilient(inner);
    const { ranking, outcome } = await stack.rerank(request);
    expect([ranking.map(({ index }) => index), outcome.kind]).toEqual([ranked, "reranked"]);
    expect([stack.id, stack.traits]).toEqual(["a:1", inner.traits]);
  });

  it("a retry succeeded: reranked, both attempts listed", async () => {
    const { events, onEvent } = listener();
    const stack = resilient(member("a:1", { fail: "overloaded" }), { random, onEvent });
    const { outcome } = await stack.rerank(request);
    expect([outcome.kind, results(outcome.attempts)]).toEqual(["reranked", ["a:1 overloaded", "a:1 ok"]]);
    expect(events.map(({ type }) => type)).toEqual(["attempt", "attempt"]);
  });

  it.each([
    ["does not say", undefined, 1000],
    ["says 2 s", 2000, 2000],
  ])(
    "batch: a rate limit of which the backend %s how long is waited out, cooldown and all",
    async (_, retryAfterMs, ms) => {
      const clock = createManualClock(0);
      const inner = member("a:1", { fail: rerankError("rate_limit", "m", { retryAfterMs }) });
      const stack = resilient(inner, { retry: { preset: "batch" }, budgetMs: 9000, clock, random });
      const call = watch(stack.rerank(request));
      for (await settled(); !call.done; await settled()) clock.advance(5);
      expect(call.value?.outcome.kind).toBe("reranked");
      expect(results(call.value?.outcome.attempts ?? [])).toEqual(["a:1 rate_limit", "a:1 ok"]);
      expect(clock.now()).toBe(ms);
    },
  );

  it("retries, then fallbacks, then first-stage order: everybody's attempts in order", async () => {
    const stack = resilient(member("a:1", { fail: "overloaded" }, { fail: "server_error" }), {
      fallbacks: [member("b:1", { fail: "timeout" }), { reranker: member("c:1", { fail: "connection" }) }],
      random,
    });
    const { outcome } = await stack.rerank(request);
    expect([outcome.kind, results(outcome.attempts)]).toEqual([
      "fallback",
      // b:1 is as it is, without retries of its own.
      ["a:1 overloaded", "a:1 server_error", "b:1 timeout", "c:1 connection", "c:1 ok"],
    ]);
  });

  it("a loop that was blocked beyond the budget: what was tried is told all the same", async () => {
    const clock = createManualClock(0);
    const inner = scriptedReranker({ id: "a:1", clock, cues: [{ fail: "connection" }], otherwise: { hang: true } });
    const stack = resilient(inner, { attemptTimeoutMs: 1000, budgetMs: 900, clock, random });
    const call = watch(stack.rerank(request));
    await settled();
    // All timers are due at once: those of the attempt, of the breaker and of the budget.
    clock.advance(5000);
    for (let turn = 0; turn < 5 && !call.done; turn++) await settled();
    expect(results(call.value?.outcome.attempts ?? [])).toEqual(["a:1 connection", "a:1 timeout"]);
  });

  it("attemptTimeoutMs holds for each attempt, and the budget for them all", async () => {
    const clock = createManualClock(0);
    const inner = scriptedReranker({ id: "a:1", clock, otherwise: { hang: true } });
    const other = scriptedReranker({ id: "b:1", clock });
    const stack = resilient(inner, { fallbacks: [other], attemptTimeoutMs: 1000, clock, random });
    const call = watch(stack.rerank(request));
    for (await settled(); !call.done; await settled()) clock.advance(5);
    expect(call.value?.outcome).toMatchObject({
      kind: "fallback",
      attempts: [{ result: "timeout", durationMs: 1000 }, { result: "timeout", durationMs: 790 }, { result: "ok" }],
    });
    expect([clock.now(), clock.pending]).toEqual([1790, 0]);
  });

  it("answers in time around what heeds neither time nor signal", async () => {
    const clock = createManualClock(0);
    const stubborn = (id: string) => handMade(id, () => never);
    const stack = resilient(stubborn("a:1"), { fallbacks: [{ reranker: stubborn("b:1") }], clock, random });
    const call = watch(stack.rerank(request, { timeoutMs: 1500 }));
    for (await settled(); !call.done; await settled()) clock.advance(1);
    expect(clock.now()).toBeLessThan(1500);
    expect([call.value?.outcome.kind, clock.pending]).toEqual(["first-stage", 0]);
    const attempts = results(call.value?.outcome.attempts ?? []);
    expect([attempts[0], attempts.at(-1)]).toEqual(["a:1 timeout", "b:1 timeout"]);
  });

  it("the breaker judges attempts: while it is open nobody is asked, and nothing is retried", async () => {
    const clock = createManualClock(0);
    const inner = scriptedReranker({ id: "a:1", clock, otherwise: { fail: "server_error" } });
    const { events, onEvent } = listener();
    const stack = resilient(inner, { fallbacks: [member("b:1")], retry: false, clock, random: () => 0.5, onEvent });
    for (let call = 0; call < 20; call++) await stack.rerank(request);
    expect(inner.calls.length).toBe(20);
    expect(stack.breakers.map(({ rerankerId, breaker }) => [rerankerId, breaker.state()])).toEqual([["a:1", "open"]]);
    const { outcome } = await stack.rerank(request);
    expect(results(outcome.attempts)).toEqual(["a:1 breaker_open", "b:1 ok"]);
    expect(inner.calls.length).toBe(20);
    expect(events.filter(({ type }) => type === "open")).toHaveLength(1);
    expect(events.filter(({ type }) => type === "degraded")).toHaveLength(21);
    // It heals.
    inner.cue({});
    clock.advance(15_000);
    expect((await stack.rerank(request)).outcome.kind).toBe("reranked");
    expect(stack.breakers[0]?.breaker.state()).toBe("closed");
  });

  it("an interactive rate limit is not retried: cooldown, and the fallback answers", async () => {
    const clock = createManualClock(0);
    const inner = scriptedReranker({ id: "a:1", clock, cues: [{ fail: "rate_limit" }] });
    const stack = resilient(inner, { fallbacks: [member("b:1")], clock, random });
    const first = await stack.rerank(request);
    const second = await stack.rerank(request);
    expect(results(first.outcome.attempts)).toEqual(["a:1 rate_limit", "b:1 ok"]);
    expect(results(second.outcome.attempts)).toEqual(["a:1 cooldown", "b:1 ok"]);
    expect(inner.calls.length).toBe(1);
  });

  it("a wrong key is thrown at start, and asked about once in 30 s; later it falls back", async () => {
    const clock = createManualClock(0);
    const cues = [{ fail: "auth" as const }, {}, { fail: "auth" as const }];
    const inner = scriptedReranker({ id: "a:1", clock, cues });
    const stack = resilient(inner, { clock, random });
    for (let call = 0; call < 5; call++) {
      expect(await rejectionOf(stack.rerank(request))).toMatchObject({ code: "auth" });
    }
    expect(inner.calls.length).toBe(1);
    clock.advance(30_000);
    expect((await stack.rerank(request)).outcome.kind).toBe("reranked");
    for (let call = 0; call < 5; call++) expect((await stack.rerank(request)).outcome.kind).toBe("first-stage");
    expect(inner.calls.length).toBe(3);
  });

  it("each part may be left out; a fallback inherits what it leaves out", async () => {
    const off = { retry: false, circuitBreaker: false } as const;
    const failing = (id: string) => member(id, { fail: "overloaded" }, { fail: "overloaded" });
    const plain = resilient(failing("a:1"), { ...off, fallbacks: [{ reranker: failing("b:1") }] });
    expect(results((await plain.rerank(request)).outcome.attempts)).toEqual(["a:1 overloaded", "b:1 overloaded"]);
    expect(plain.breakers).toEqual([]);

    const own = { reranker: failing("b:1"), retry: { retries: 1 }, circuitBreaker: {} };
    const mixed = resilient(failing("a:1"), { ...off, fallbacks: [own], random });
    const { outcome } = await mixed.rerank(request);
    expect(results(outcome.attempts)).toEqual(["a:1 overloaded", "b:1 overloaded", "b:1 overloaded"]);
    expect(mixed.breakers.map(({ rerankerId }) => rerankerId)).toEqual(["b:1"]);
  });

  it.each<[string, ResilientOptions, number, number]>([
    ["by default 1000 ms", {}, 1000, 1000],
    ["as for the one asked", { attemptTimeoutMs: 3000 }, 3000, 3000],
    ["of its own", { attemptTimeoutMs: 400, fallbacks: [{ reranker: member("b:1"), attemptTimeoutMs: 70 }] }, 400, 70],
  ])("a fallback's attempts may take, %s", async (_, options, ofInner, ofFallback) => {
    const clock = createManualClock(0);
    const inner = scriptedReranker({ id: "a:1", clock, otherwise: { fail: "quota" } });
    const other = scriptedReranker({ id: "b:1", clock });
    const fallbacks = [{ ...options.fallbacks?.[0], reranker: other }];
    await resilient(inner, { ...options, fallbacks, budgetMs: 10_000, clock }).rerank(request);
    expect([inner, other].map(({ calls }) => calls[0]?.remainingMs)).toEqual([ofInner, ofFallback]);
  });

  it("a fallback's bulkhead is as for the one asked", async () => {
    const hanging = (id: string) => scriptedReranker({ id, otherwise: { hang: true } });
    const bulkhead = { maxConcurrent: 1, maxQueue: 0 };
    const stack = resilient(hanging("a:1"), { fallbacks: [{ reranker: hanging("b:1") }], bulkhead, budgetMs: 100 });
    const [first, , third] = await Promise.all([1, 2, 3].map(() => stack.rerank(request)));
    expect(results(first?.outcome.attempts ?? [])[0]).toBe("a:1 timeout");
    expect(results(third?.outcome.attempts ?? [])).toEqual(["a:1 bulkhead_full", "b:1 bulkhead_full"]);
  });

  it("bulkhead: who finds no place is answered by the fallback", async () => {
    const clock = createManualClock(0);
    const inner = scriptedReranker({ id: "a:1", clock, otherwise: { delayMs: 100 } });
    const stack = resilient(inner, {
      fallbacks: [member("b:1")],
      bulkhead: { maxConcurrent: 1, maxQueue: 0 },
      clock,
      random,
    });
    const first = stack.rerank(request);
    await settled();
    const second = await stack.rerank(request);
    expect(results(second.outcome.attempts)).toEqual(["a:1 bulkhead_full", "b:1 ok"]);
    clock.advance(100);
    expect((await first).outcome.kind).toBe("reranked");
  });

  it("strict throws; forceDegraded and fallbackOn are withFallback's", async () => {
    const strict = resilient(member("a:1", { fail: "quota" }), { strict: true });
    expect(await rejectionOf(strict.rerank(request))).toMatchObject({ code: "quota" });
    const forced = resilient(member("a:1"), { forceDegraded: () => true });
    expect((await forced.rerank(request)).outcome).toMatchObject({
      kind: "first-stage",
      attempts: [{ result: "forced" }],
    });
    const narrow = resilient(member("a:1", { fail: "quota" }), { fallbackOn: ["timeout"] });
    expect(await rejectionOf(narrow.rerank(request))).toMatchObject({ code: "quota" });
  });

  it("the caller's time-out is first-stage order at once, with all that was tried", async () => {
    const clock = createManualClock(0);
    const inner = scriptedReranker({ id: "a:1", clock, cues: [{ fail: "overloaded" }, { hang: true }] });
    const other = member("b:1");
    const controller = new AbortController();
    const stack = resilient(inner, { fallbacks: [other], clock, random });
    const call = stack.rerank(request, { signal: controller.signal });
    await settled();
    controller.abort(new DOMException("late", "TimeoutError"));
    const { outcome } = await call;
    expect([outcome.kind, results(outcome.attempts)]).toEqual(["first-stage", ["a:1 overloaded", "a:1 timeout"]]);
    expect([other.calls.length, clock.pending]).toEqual([0, 0]);
  });

  it("the caller's abort comes back as it is, and counts nowhere", async () => {
    const stack = resilient(scriptedReranker({ id: "a:1", otherwise: { hang: true } }), { fallbacks: [member("b:1")] });
    for (let call = 0; call < 30; call++) {
      const controller = new AbortController();
      const pending = stack.rerank(request, { signal: controller.signal });
      controller.abort("typed on");
      expect(await rejectionOf(pending)).toBe("typed on");
    }
    expect(stack.breakers[0]?.breaker.stats().failures).toBe(0);
  });

  it("closes everybody and leaves no timer", async () => {
    const clock = createManualClock(0);
    const closed: string[] = [];
    const noting = (id: string) => handMade(id, () => never, { close: async () => void closed.push(id) });
    const stack = resilient(noting("a:1"), { fallbacks: [noting("b:1"), { reranker: noting("c:1") }], clock });
    const call = watch(stack.rerank(request));
    await settled();
    await stack.close();
    await settled();
    expect([closed.sort(), clock.pending]).toEqual([["a:1", "b:1", "c:1"], 0]);
    expect(call.reason).toMatchObject({ code: "closed" });
  });
});

describe("what cannot be used is refused when the stack is made, naming the option", () => {
  it.each<[string, unknown, string]>([
    ["attemptTimeoutMs", 0, "attemptTimeoutMs must be a number of milliseconds above 0"],
    [
      "attemptTimeoutMs",
      15_000,
      "attemptTimeoutMs must be shorter than circuitBreaker.resetTimeoutMs, 15000, is 15000",
    ],
    ["budgetMs", 20_000, "budgetMs must be shorter than circuitBreaker.resetTimeoutMs, 15000, is 20000"],
    ["circuitBreaker", { resetTimeoutMs: 1500 }, "budgetMs must be shorter than circuitBreaker.resetTimeoutMs, 1500"],
    ["circuitBreaker", true, "circuitBreaker must be an object of its options, or false for none"],
    ["retry", 2, "retry must be an object of its options, or false for none"],
    ["retry", { retries: -1 }, "retries must be a whole number"],
    ["bulkhead", { maxConcurrent: 0 }, "maxConcurrent must be a whole number"],
    ["fallbacks", "b:1", "fallbacks must be an array of rerankers"],
    ["fallbacks", [{}], "resilient: fallbacks[0]: the option reranker must be a reranker"],
    ["fallbacks", [null], "resilient: fallbacks[0]: the options must be an object"],
    [
      "fallbacks",
      [{ reranker: member("b:1"), attemptTimeoutMs: 16_000 }],
      "fallbacks[0].attemptTimeoutMs must be shorter than fallbacks[0].circuitBreaker.resetTimeoutMs, 15000",
    ],
    ["fallbacks", [{ reranker: member("b:1"), budgetMs: 5 }], "fallbacks[0]: the option budgetMs is unknown"],
    [
      "fallbacks",
      [{ reranker: member("b:1"), attemptTimeoutMs: 900, circuitBreaker: { resetTimeoutMs: 900 } }],
      "fallbacks[0].attemptTimeoutMs must be shorter than fallbacks[0].circuitBreaker.resetTimeoutMs, 900",
    ],
    [
      "fallbacks",
      [{ reranker: member("b:1"), circuitBreaker: { resetTimeoutMs: 1000 } }],
      "fallbacks[0].attemptTimeoutMs must be shorter than fallbacks[0].circuitBreaker.resetTimeoutMs, 1000, is 1000",
    ],
    ["strict", "yes", "resilient: the option strict must be true or false"],
    ["timeoutMs", 5, "resilient: the option timeoutMs is unknown; known: fallbacks, strict"],
    ["fallbackOn", ["bad_request"], "fallbackOn names"],
  ])("%s: %j", (name, value, message) => {
    const expected = { code: "misconfigured", message: expect.stringContaining(message) };
    const make = () => resilient(member("a:1"), { [name]: value } as ResilientOptions);
    expect(make).toThrow(expect.objectContaining(expected));
  });

  it("a fallback's times are measured by what it takes over from the one asked", () => {
    const fallbacks = [{ reranker: member("b:1") }];
    const off = { attemptTimeoutMs: 20_000, budgetMs: 20_000, circuitBreaker: false } as const;
    expect(() => resilient(member("a:1"), { ...off, fallbacks })).not.toThrow();
    const own = [{ reranker: member("b:1"), circuitBreaker: {} }];
    expect(() => resilient(member("a:1"), { ...off, fallbacks: own })).toThrow("fallbacks[0].attemptTimeoutMs");
  });

  it("without a breaker a long budget is fine", () => {
    const options = { attemptTimeoutMs: 60_000, budgetMs: Number.POSITIVE_INFINITY, circuitBreaker: false } as const;
    expect(() => resilient(member("a:1"), options)).not.toThrow();
    const codes: readonly RerankErrorCode[] = ["timeout"];
    expect(() => resilient(member("a:1"), { ...options, fallbackOn: codes })).not.toThrow();
  });
});
