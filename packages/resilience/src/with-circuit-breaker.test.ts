import { getEventListeners } from "node:events";
import type { Reranker, RerankResponse } from "@secondpass/core";
import { scriptedReranker } from "@secondpass/testing/scripted";
import { afterEach, describe, expect, it, vi } from "vitest";
import { breakerRig, deferred, ending, flush, handMade, openedRig, question } from "./__fixtures__/breaker-rig.ts";
import { withCircuitBreaker } from "./with-circuit-breaker.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("what counts", () => {
  it.each(["timeout", "connection", "overloaded", "server_error", "malformed", "protocol", "internal"] as const)(
    "%s counts",
    async (code) => {
      const rig = breakerRig();
      expect(await rig.call(code)).toBe(code);
      expect(rig.reranker.breaker.stats()).toEqual({ calls: 1, failures: 1, forced: false });
    },
  );

  it.each(["bad_request", "input_too_large", "rate_limit", "auth", "closed", "forced", "bulkhead_full"] as const)(
    "%s is neutral",
    async (code) => {
      const rig = breakerRig();
      expect(await rig.call(code)).toBe(code);
      expect(rig.reranker.breaker.stats().calls).toBe(0);
    },
  );

  it("a whole answer counts, a partial one is neutral", async () => {
    const rig = breakerRig();
    expect(await rig.calls(3, "ok")).toEqual(["ok", "ok", "ok"]);
    expect(await rig.call("partial")).toBe("partial");
    expect(rig.reranker.breaker.stats()).toEqual({ calls: 3, failures: 0, forced: false });
  });

  it("what is answered or refused without the backend is neutral, and passes while open", async () => {
    const rig = await openedRig();
    for (const documents of [[], [" ", "\n"]]) {
      expect(await ending(rig.reranker.rerank({ query: "q", documents }))).toBe("ok");
    }
    rig.clock.advance(15_000);
    expect(await ending(rig.reranker.rerank({ query: "q", documents: [] }))).toBe("ok");
    await expect(rig.reranker.rerank(question, { timeoutMs: 0 })).rejects.toMatchObject({
      code: "timeout",
      message: "a:b: no time left to ask",
      provider: "a:b",
    });
    expect([rig.reranker.breaker.state(), rig.asked()]).toEqual(["half-open", 20]);
  });

  it("50 bad requests come back as they are and move nothing (W2, F8)", async () => {
    const rig = breakerRig();
    expect(new Set(await rig.calls(50, "bad_request"))).toEqual(new Set(["bad_request"]));
    expect([rig.reranker.breaker.state(), rig.told(), rig.asked()]).toEqual(["closed", [], 50]);
  });

  it("as many bad requests as failures hide no outage (W6)", async () => {
    const rig = breakerRig();
    for (let pair = 0; pair < 20; pair++) {
      await rig.call("bad_request");
      await rig.call("overloaded");
    }
    expect(rig.events).toEqual([{ type: "open", rerankerId: "a:b", calls: 20, failures: 20, openMs: 15_000 }]);
  });

  it("10,000 aborts move nothing (A6)", async () => {
    const rig = breakerRig();
    const reason = new Error("typed on");
    for (let burst = 0; burst < 100; burst++) {
      const controller = new AbortController();
      const calls = Array.from({ length: 100 }, () => rig.call("hang", { signal: controller.signal }));
      controller.abort(reason);
      expect(new Set(await Promise.all(calls))).toEqual(new Set([reason]));
      await flush();
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    }
    expect(rig.asked()).toBe(10_000);
    expect(rig.reranker.breaker.stats()).toEqual({ calls: 0, failures: 0, forced: false });
    expect([rig.events, rig.clock.pending]).toEqual([[], 0]);
  });

  it("an answer that comes though the caller has gone moves nothing", async () => {
    const { promise, resolve } = deferred<RerankResponse>();
    const reranker = withCircuitBreaker(handMade(() => promise));
    const controller = new AbortController();
    const call = ending(reranker.rerank(question, { signal: controller.signal }));
    controller.abort("gone");
    resolve(await scriptedReranker().rerank(question));
    expect(await call).toBe("gone");
    await flush();
    expect(reranker.breaker.stats().calls).toBe(0);
  });

  it("an abort that is a time-out in disguise counts as one, and its reason comes back", async () => {
    const rig = breakerRig();
    const controller = new AbortController();
    const reason = new DOMException("time is up", "TimeoutError");
    const call = rig.call("hang", { signal: controller.signal });
    controller.abort(reason);
    expect(await call).toBe(reason);
    expect(rig.reranker.breaker.stats()).toMatchObject({ calls: 1, failures: 1 });
    expect(await rig.call("ok", { signal: controller.signal })).toBe(reason);
    expect([rig.asked(), rig.reranker.breaker.stats().calls]).toEqual([1, 1]);
  });
});

describe("time", () => {
  it.each([
    [undefined, 2_000],
    [Number.POSITIVE_INFINITY, 2_000],
    [15_000, 2_000],
    [2_001, 2_000],
    [1_999, 1_999],
  ])("a timeoutMs of %s becomes %s (W7)", async (timeoutMs, kept) => {
    const seen: unknown[] = [];
    const rerank: Reranker["rerank"] = (_, options) => {
      seen.push(options);
      return scriptedReranker().rerank(question);
    };
    await withCircuitBreaker(handMade(rerank)).rerank(question, { timeoutMs, tenant: "t" });
    expect(seen).toEqual([{ timeoutMs: kept, tenant: "t" }]);
  });

  it("a call that hangs ends at the limit and counts, even where the inner one keeps no time (T6, W4)", async () => {
    const rig = breakerRig();
    const lawless = withCircuitBreaker(
      handMade(() => new Promise(() => {})),
      { clock: rig.clock },
    );
    const calls = [rig.call("hang"), ending(lawless.rerank(question))];
    await flush();
    rig.clock.advance(2_000);
    expect(await Promise.all(calls)).toEqual(["timeout", "timeout"]);
    expect(rig.reranker.breaker.stats().failures).toBe(1);
    expect(lawless.breaker.stats().failures).toBe(1);
    expect(rig.clock.pending).toBe(0);
  });

  it("a call's time-out leaves its sibling alone (T14)", async () => {
    const rig = breakerRig();
    const first = rig.call("hang", { timeoutMs: 100 });
    const second = rig.call("hang");
    rig.clock.advance(100);
    expect(await first).toBe("timeout");
    expect(await Promise.race([second, flush()])).toBeUndefined();
    expect(await rig.call("ok")).toBe("ok");
    rig.clock.advance(1_900);
    expect(await second).toBe("timeout");
  });

  it("1,000 calls at once are no outage (T3), and each gets its own answer (T11)", async () => {
    const rig = breakerRig();
    expect(new Set(await rig.calls(1_000, "ok"))).toEqual(new Set(["ok"]));
    expect([rig.asked(), rig.reranker.breaker.state()]).toEqual([1_000, "closed"]);
  });
});

describe("open", () => {
  it("20,000 calls make no backend call and leave the counts as they were (W1)", async () => {
    const rig = await openedRig();
    const before = rig.reranker.breaker.stats();
    expect(new Set(await rig.calls(20_000, "ok"))).toEqual(new Set(["breaker_open"]));
    expect(rig.asked()).toBe(20);
    expect(rig.reranker.breaker.stats()).toEqual(before);
    expect(before).toEqual({ calls: 20, failures: 20, forced: false });
  });

  it("20,000 refused calls do not dilute the ratio after recovery (T4, W7)", async () => {
    const rig = await openedRig();
    await rig.calls(20_000, "ok");
    rig.clock.advance(15_000);
    expect(await rig.call("ok")).toBe("ok");
    await rig.calls(19, "overloaded");
    expect(rig.reranker.breaker.state()).toBe("closed");
    await rig.call("overloaded");
    expect(rig.reranker.breaker.state()).toBe("open");
  });

  it("the refusal says how long", async () => {
    const rig = await openedRig();
    rig.clock.advance(5_000.5);
    await expect(rig.reranker.rerank(question)).rejects.toMatchObject({
      code: "breaker_open",
      provider: "a:b",
      retryAfterMs: 10_000,
    });
  });

  it("an aborted call is not told that it is open, but its own reason", async () => {
    const rig = await openedRig();
    expect(await rig.call("ok", { signal: AbortSignal.abort("gone") })).toBe("gone");
  });
});

describe("whatever the inner one does", () => {
  it.each([
    ["rejects with nothing", () => Promise.reject(undefined)],
    ["rejects with null", () => Promise.reject(null)],
    [
      "throws what cannot be read",
      () => {
        throw new Proxy(
          {},
          {
            get() {
              throw new Error("no");
            },
            getPrototypeOf() {
              throw new Error("no");
            },
          },
        );
      },
    ],
    ["answers nothing", () => Promise.resolve(undefined as never)],
  ] as const)("%s: the call settles and counts (T7, T19, T20)", async (_, rerank) => {
    const reranker = withCircuitBreaker(handMade(rerank as Reranker["rerank"]));
    expect(await ending(reranker.rerank(question))).toBe("internal");
    expect(reranker.breaker.stats()).toMatchObject({ calls: 1, failures: 1 });
    await reranker.close();
  });
});

it("a listener that throws changes nothing (T8, W11)", async () => {
  vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  const rig = await openedRig({
    onEvent() {
      throw new Error("listener");
    },
  });
  rig.clock.advance(15_000);
  expect(await rig.call("overloaded")).toBe("overloaded");
  rig.clock.advance(30_000);
  expect(await rig.call("ok")).toBe("ok");
  expect(rig.reranker.breaker.state()).toBe("closed");
});

it("events hold no word of query or document (W11)", async () => {
  const rig = await openedRig();
  rig.clock.advance(15_000);
  await rig.call("rate_limit");
  rig.clock.advance(15_000);
  await rig.call("auth");
  rig.clock.advance(30_000);
  await rig.call("ok");
  expect(rig.told()).toEqual([
    "open",
    "halfOpen",
    "cooldown",
    "open",
    "halfOpen",
    "latch",
    "open",
    "halfOpen",
    "close",
  ]);
  const names = new Set(rig.events.flatMap((event) => Object.keys(event)));
  expect([...names].sort()).toEqual(["calls", "code", "failures", "openMs", "pauseMs", "rerankerId", "type"]);
});

it("one options object may serve two breakers, frozen or not (T10, T22)", async () => {
  const options = Object.freeze({ jitter: 0 });
  const first = withCircuitBreaker(scriptedReranker({ otherwise: { fail: "overloaded" } }), options);
  const second = withCircuitBreaker(scriptedReranker(), options);
  await Promise.all(Array.from({ length: 20 }, () => ending(first.rerank(question))));
  expect(await ending(second.rerank(question))).toBe("ok");
  expect([first.breaker.state(), second.breaker.state()]).toEqual(["open", "closed"]);
  await Promise.all([first.close(), second.close()]);
});
