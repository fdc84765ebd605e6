import { getEventListeners } from "node:events";
import { type Reranker, type RerankResponse, rerankError } from "@secondpass/core";
import { scriptedReranker } from "@secondpass/testing/scripted";
import { describe, expect, it } from "vitest";
import { breakerRig, deferred, ending, flush, handMade, openedRig, question } from "./__fixtures__/breaker-rig.ts";
import { withCircuitBreaker } from "./with-circuit-breaker.ts";

describe("half-open", () => {
  it("lets exactly one of 50 through, and its answer closes (A4)", async () => {
    const rig = await openedRig();
    rig.clock.advance(15_000);
    const endings = await rig.calls(50, "ok");
    expect(endings.filter((one) => one === "ok")).toHaveLength(1);
    expect(endings.filter((one) => one === "breaker_open")).toHaveLength(49);
    expect([rig.asked(), rig.mostProbes(), rig.told()]).toEqual([21, 1, ["open", "halfOpen", "close"]]);
  });

  it("refuses the others for as long as the probe may take", async () => {
    const rig = await openedRig();
    rig.clock.advance(15_000);
    void rig.call("hang");
    rig.clock.advance(500);
    await expect(rig.reranker.rerank(question)).rejects.toMatchObject({ code: "breaker_open", retryAfterMs: 1_500 });
    await rig.reranker.close();
  });

  it.each(["bad_request", "auth", "rate_limit", "input_too_large"] as const)(
    "%s as the probe comes back as it is and leaves it open, no longer than before (T1, W2, F9)",
    async (code) => {
      const rig = await openedRig();
      rig.clock.advance(15_000);
      expect(await rig.call(code)).toBe(code);
      expect(rig.reranker.breaker.state()).toBe("open");
      expect(rig.events.filter(({ type }) => type === "open").at(-1)).toMatchObject({ calls: 0, openMs: 15_000 });
    },
  );

  it("a partial answer as the probe closes: the backend has scored", async () => {
    const rig = await openedRig();
    rig.clock.advance(15_000);
    expect(await rig.call("partial")).toBe("partial");
    expect(rig.reranker.breaker.state()).toBe("closed");
  });

  it.each(["first-stage", "fallback"] as const)("an answer of kind %s as the probe proves nothing", async (kind) => {
    const inner = scriptedReranker();
    let sick = true;
    const rerank: Reranker["rerank"] = async (request) => {
      if (sick) throw rerankError("overloaded", "m");
      const response = await inner.rerank(request);
      return { ...response, outcome: { ...response.outcome, kind } };
    };
    const { clock } = breakerRig();
    const reranker = withCircuitBreaker(handMade(rerank), { clock, jitter: 0 });
    await Promise.all(Array.from({ length: 20 }, () => ending(reranker.rerank(question))));
    clock.advance(15_000);
    sick = false;
    expect(await ending(reranker.rerank(question))).toBe(kind);
    expect(reranker.breaker.state()).toBe("open");
  });

  it("a probe that hangs ends at its limit and opens again, for longer (T6, F6)", async () => {
    const rig = await openedRig();
    rig.clock.advance(15_000);
    const probe = rig.call("hang");
    await flush();
    rig.clock.advance(1_999);
    await flush();
    expect(rig.reranker.breaker.state()).toBe("half-open");
    rig.clock.advance(1);
    expect(await probe).toBe("timeout");
    expect(rig.events.at(-1)).toEqual({ type: "open", rerankerId: "a:b", calls: 1, failures: 1, openMs: 30_000 });
    expect(rig.clock.pending).toBe(0);
  });

  it("the probe outlives its caller's abort and closes (W5, F7)", async () => {
    const { clock } = breakerRig();
    const inner = scriptedReranker({
      clock,
      cues: Array.from({ length: 20 }, () => ({ fail: "overloaded" as const })),
    });
    const reranker = withCircuitBreaker(inner, { clock, jitter: 0 });
    await Promise.all(Array.from({ length: 20 }, () => ending(reranker.rerank(question))));
    clock.advance(15_000);
    inner.cue({ delayMs: 50 });
    const controller = new AbortController();
    const call = ending(reranker.rerank(question, { signal: controller.signal }));
    await flush();
    controller.abort("typed on");
    expect(await call).toBe("typed on");
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect([reranker.breaker.state(), inner.calls.at(-1)?.context.signal.aborted]).toEqual(["half-open", false]);
    clock.advance(50);
    await flush();
    expect([reranker.breaker.state(), clock.pending]).toEqual(["closed", 0]);
  });

  it("the probe has its own deadline, the caller that of its own (W5)", async () => {
    const rig = await openedRig();
    rig.clock.advance(15_000);
    const call = rig.call("hang", { timeoutMs: 100 });
    await flush();
    rig.clock.advance(100);
    expect(await call).toBe("timeout");
    expect(rig.reranker.breaker.state()).toBe("half-open");
    rig.clock.advance(1_900);
    await flush();
    expect(rig.reranker.breaker.state()).toBe("open");
  });

  it("a caller whose signal times out is free of the probe at once", async () => {
    const rig = await openedRig();
    rig.clock.advance(15_000);
    const controller = new AbortController();
    const reason = new DOMException("time is up", "TimeoutError");
    const call = rig.call("hang", { signal: controller.signal });
    controller.abort(reason);
    expect(await call).toBe(reason);
    expect(rig.reranker.breaker.state()).toBe("half-open");
    await rig.reranker.close();
  });

  it("a probe at its limit stops its own request", async () => {
    const { clock } = breakerRig();
    const signals: (AbortSignal | undefined)[] = [];
    let sick = true;
    const rerank: Reranker["rerank"] = async (_, options) => {
      if (sick) throw rerankError("overloaded", "m");
      signals.push(options?.signal);
      return new Promise(() => {});
    };
    const reranker = withCircuitBreaker(handMade(rerank), { clock, jitter: 0 });
    await Promise.all(Array.from({ length: 20 }, () => ending(reranker.rerank(question))));
    sick = false;
    clock.advance(15_000);
    const call = ending(reranker.rerank(question));
    await flush();
    clock.advance(2_000);
    expect(await call).toBe("timeout");
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
  });
});

describe.each([
  ["success", "ok"],
  ["failure", "overloaded"],
] as const)("a late %s (T5)", (_, deed) => {
  /** A breaker that has opened for 500 ms while one call from before is still out, with 999 ms to go. */
  async function openedWithOneOut() {
    const { clock } = breakerRig();
    const late = deferred<RerankResponse>();
    const probe = deferred<RerankResponse>();
    const sick = async (): Promise<never> => {
      throw rerankError("overloaded", "m");
    };
    const answers = [() => late.promise, ...Array.from({ length: 20 }, () => sick), () => probe.promise];
    const reranker = withCircuitBreaker(
      handMade(() => (answers.shift() ?? sick)()),
      { clock, random: () => 0, jitter: 0.5, resetTimeoutMs: 1_000, probeTimeoutMs: 999 },
    );
    const out = ending(reranker.rerank(question));
    await Promise.all(Array.from({ length: 20 }, () => ending(reranker.rerank(question))));
    const answer = await scriptedReranker().rerank(question);
    const arrive = async (): Promise<void> => {
      if (deed === "ok") late.resolve(answer);
      else late.reject(rerankError("overloaded", "m"));
      expect(await out).toBe(deed);
    };
    return { clock, reranker, arrive, probe, answer };
  }

  it("does not close what is open, nor count", async () => {
    const { reranker, arrive } = await openedWithOneOut();
    await arrive();
    expect(reranker.breaker.state()).toBe("open");
    expect(reranker.breaker.stats()).toEqual({ calls: 20, failures: 20, forced: false });
  });

  it("does not stand in for the probe", async () => {
    const { clock, reranker, arrive, probe, answer } = await openedWithOneOut();
    clock.advance(500);
    const trial = ending(reranker.rerank(question));
    await arrive();
    expect(reranker.breaker.state()).toBe("half-open");
    probe.resolve(answer);
    expect(await trial).toBe("ok");
    expect(reranker.breaker.state()).toBe("closed");
  });

  it("does not count after a reset", async () => {
    const { reranker, arrive } = await openedWithOneOut();
    reranker.breaker.reset();
    await arrive();
    expect(reranker.breaker.stats()).toEqual({ calls: 0, failures: 0, forced: false });
  });
});
