import { type Reranker, rerankError } from "@secondpass/core";
import { scriptedReranker } from "@secondpass/testing/scripted";
import { afterEach, describe, expect, it, vi } from "vitest";
import { breakerRig, deferred, ending, flush, handMade, openedRig, question } from "./__fixtures__/breaker-rig.ts";
import { withCircuitBreaker } from "./with-circuit-breaker.ts";

afterEach(() => {
  vi.useRealTimers();
});

describe("close", () => {
  it("no timer of anybody's is left, whatever the state (T12, T13, T16)", async () => {
    vi.useFakeTimers();
    const hanging = (): Reranker => handMade(() => new Promise(() => {}));
    const failing = scriptedReranker({ otherwise: { fail: "overloaded" } });
    const opened = withCircuitBreaker(failing);
    await Promise.all(Array.from({ length: 20 }, () => ending(opened.rerank(question))));
    expect([opened.breaker.state(), vi.getTimerCount()]).toEqual(["open", 0]);
    const busy = withCircuitBreaker(hanging());
    const calls = [ending(busy.rerank(question)), ending(busy.rerank(question, { timeoutMs: 100 }))];
    await Promise.resolve();
    expect(vi.getTimerCount()).toBe(2);
    await Promise.all([opened.close(), busy.close()]);
    expect(await Promise.all(calls)).toEqual(["closed", "closed"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ends a probe too, with its request, and tells of nothing afterwards", async () => {
    const rig = await openedRig();
    rig.clock.advance(15_000);
    const probe = rig.call("hang");
    await flush();
    await rig.reranker.close();
    const told = rig.events.length;
    expect(await probe).toBe("closed");
    for (const force of ["forceOpen", "forceClosed", "reset"] as const) rig.reranker.breaker[force]();
    rig.clock.advance(100_000);
    await flush();
    expect([rig.events.length, rig.clock.pending, rig.reranker.breaker.state()]).toEqual([told, 0, "half-open"]);
  });

  it("a failure after it opens nothing (T12)", async () => {
    const rig = breakerRig();
    const { promise, reject } = deferred<never>();
    const reranker = withCircuitBreaker(
      handMade(() => promise),
      { clock: rig.clock },
    );
    const calls = Array.from({ length: 20 }, () => ending(reranker.rerank(question)));
    await flush();
    await reranker.close();
    reject(rerankError("overloaded", "m"));
    expect(new Set(await Promise.all(calls))).toEqual(new Set(["closed"]));
    await flush();
    expect(reranker.breaker.state()).toBe("closed");
    expect(reranker.breaker.stats().calls).toBe(0);
  });
});
