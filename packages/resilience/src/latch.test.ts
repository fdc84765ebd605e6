import { rerankError } from "@secondpass/core";
import { describe, expect, it } from "vitest";
import { breakerRig, flush } from "./__fixtures__/breaker-rig.ts";

const question = { query: "0", documents: ["x"] };

describe.each(["auth", "tls", "misconfigured", "model_load", "tokenizer_mismatch"] as const)("%s", (code) => {
  it("is remembered: the same code and message again, without a backend call; then one goes through", async () => {
    const rig = breakerRig();
    expect(await rig.call(rerankError(code, "what to do", { provider: "x:y", status: 401 }))).toBe(code);
    rig.clock.advance(29_999);
    expect(new Set(await rig.calls(1_000, "ok"))).toEqual(new Set([code]));
    await expect(rig.reranker.rerank(question)).rejects.toMatchObject({
      code,
      message: "what to do",
      provider: "x:y",
      status: 401,
    });
    expect(rig.asked()).toBe(1);
    rig.clock.advance(1);
    expect(await rig.call("ok")).toBe("ok");
    expect(await rig.calls(3, "ok")).toEqual(["ok", "ok", "ok"]);
    expect(rig.events).toEqual([{ type: "latch", rerankerId: "a:b", code, pauseMs: 30_000 }]);
  });

  it("never opens the breaker", async () => {
    const rig = breakerRig({ latchMs: 0 });
    expect(new Set(await rig.calls(1_000, code))).toEqual(new Set([code]));
    expect([rig.asked(), rig.reranker.breaker.state(), rig.events]).toEqual([1_000, "closed", []]);
  });
});

it("10,000 calls with a bad key: one backend call each half minute (F10)", async () => {
  const rig = breakerRig();
  const endings: unknown[] = [];
  for (let burst = 0; burst < 10; burst++) {
    // The first burst is one call, since calls that are under way already cannot be stopped.
    if (burst === 0) endings.push(await rig.call("auth"));
    endings.push(...(await rig.calls(1_000, "auth")));
    rig.clock.advance(30_000);
  }
  expect([new Set(endings), endings.length]).toEqual([new Set(["auth"]), 10_001]);
  expect(rig.asked()).toBe(10);
  expect(rig.events).toHaveLength(10);
});

it("of calls that meet it at once the first sets it, and the others do not prolong it", async () => {
  const rig = breakerRig();
  await rig.calls(16, "auth");
  expect([rig.asked(), rig.events.length]).toEqual([16, 1]);
});

it.each(["overloaded", "bad_request", "rate_limit"] as const)(
  "%s for the one that goes through: the setting is no longer the trouble, and the way is free",
  async (code) => {
    const rig = breakerRig();
    await rig.call("auth");
    rig.clock.advance(30_000);
    expect(await rig.call(code)).toBe(code);
    rig.clock.advance(1_000);
    expect(await rig.calls(2, "ok")).toEqual(["ok", "ok"]);
  },
);

it("the one that goes through outlives its caller, so that callers who give up do not hold it shut", async () => {
  const rig = breakerRig();
  await rig.call("auth");
  rig.clock.advance(30_000);
  const controller = new AbortController();
  const one = rig.call("hang", { signal: controller.signal });
  await flush();
  controller.abort("gone");
  expect(await one).toBe("gone");
  expect([await rig.call("ok"), rig.asked()]).toEqual(["auth", 2]);
  rig.clock.advance(2_000);
  await flush();
  expect([await rig.call("ok"), rig.reranker.breaker.stats().failures]).toEqual(["ok", 1]);
});

describe("warmup", () => {
  it("always asks, and clears it", async () => {
    const rig = breakerRig();
    await rig.call("auth");
    expect(await rig.call("ok")).toBe("auth");
    await rig.reranker.warmup();
    expect(await rig.call("ok")).toBe("ok");
  });

  it("sets it, with its own error each time", async () => {
    const rig = breakerRig();
    rig.warming = "auth";
    for (let time = 0; time < 2; time++) await expect(rig.reranker.warmup()).rejects.toMatchObject({ code: "auth" });
    rig.warming = "tls";
    await expect(rig.reranker.warmup()).rejects.toMatchObject({ code: "tls" });
    expect([await rig.call("ok"), rig.asked()]).toEqual(["tls", 0]);
  });

  it("asks while the breaker is open or cooling down, and moves neither", async () => {
    const rig = breakerRig();
    await rig.call("rate_limit");
    rig.reranker.breaker.forceOpen();
    await rig.reranker.warmup();
    rig.warming = "overloaded";
    await expect(rig.reranker.warmup()).rejects.toMatchObject({ code: "overloaded" });
    expect(rig.reranker.breaker.stats()).toEqual({ calls: 0, failures: 0, forced: true });
    expect(await rig.call("ok")).toBe("cooldown");
  });

  it("is not cut to the limit of calls: models take long to load", async () => {
    const rig = breakerRig();
    rig.warming = "hang";
    const warmup = rig.reranker.warmup({ timeoutMs: 60_000 });
    rig.clock.advance(59_999);
    expect(await Promise.race([warmup.catch(() => "ended"), flush()])).toBeUndefined();
    rig.clock.advance(1);
    await expect(warmup).rejects.toMatchObject({ code: "timeout" });
  });

  it("one that fails otherwise leaves it", async () => {
    const rig = breakerRig();
    await rig.call("auth");
    rig.warming = "connection";
    await expect(rig.reranker.warmup()).rejects.toMatchObject({ code: "connection" });
    expect([await rig.call("ok"), rig.asked()]).toEqual(["auth", 1]);
  });

  it("an abort of it sets nothing, whatever its reason", async () => {
    const rig = breakerRig();
    rig.warming = "hang";
    const controller = new AbortController();
    const warmup = rig.reranker.warmup({ signal: controller.signal });
    const reason = rerankError("auth", "somebody else's key");
    controller.abort(reason);
    await expect(warmup).rejects.toBe(reason);
    await flush();
    expect(await rig.call("ok")).toBe("ok");
  });

  it("an abort of it clears nothing", async () => {
    const rig = breakerRig();
    await rig.call("auth");
    rig.warming = "hang";
    const controller = new AbortController();
    const warmup = rig.reranker.warmup({ signal: controller.signal });
    controller.abort("gone");
    await expect(warmup).rejects.toBe("gone");
    await flush();
    expect(await rig.call("ok")).toBe("auth");
  });
});
