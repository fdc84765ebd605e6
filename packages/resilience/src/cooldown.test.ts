import { rerankError } from "@secondpass/core";
import { createManualClock } from "@secondpass/testing/clock";
import { scriptedReranker } from "@secondpass/testing/scripted";
import { describe, expect, it } from "vitest";
import { breakerRig, ending, handMade, question } from "./__fixtures__/breaker-rig.ts";
import { createCooldown } from "./cooldown.ts";
import type { ResilienceEvent } from "./events.ts";
import { withCircuitBreaker } from "./with-circuit-breaker.ts";

function make(maxCooldownMs = 60_000) {
  const clock = createManualClock();
  const events: ResilienceEvent[] = [];
  const cooldown = createCooldown("a:b", { clock, maxCooldownMs }, (event) => events.push(event));
  return { clock, events, cooldown, left: () => cooldown.refusal()?.retryAfterMs };
}

const limited = (retryAfterMs?: number) => rerankError("rate_limit", "m", { retryAfterMs });
const empty = rerankError("quota", "m");

describe("rate_limit (F11)", () => {
  it.each([
    [undefined, 1_000],
    [0, undefined],
    [2_500, 2_500],
    [60_000, 60_000],
    [86_400_000, 60_000],
    [Number.POSITIVE_INFINITY, 60_000],
    [Number.NaN, 1_000],
    [-1, 1_000],
  ])("Retry-After of %s ms is a pause of %s", (retryAfterMs, pauseMs) => {
    const { cooldown, clock, left, events } = make();
    cooldown.failed(limited(retryAfterMs));
    expect(left()).toBe(pauseMs);
    expect(events).toEqual(
      pauseMs === undefined ? [] : [{ type: "cooldown", rerankerId: "a:b", code: "rate_limit", pauseMs }],
    );
    clock.advance((pauseMs ?? 1) - 0.5);
    if (pauseMs !== undefined) expect(left()).toBe(1);
    clock.advance(0.5);
    expect(left()).toBeUndefined();
  });

  it("a later one prolongs the pause, and shortens none", () => {
    const { cooldown, clock, left, events } = make();
    cooldown.failed(limited(5_000));
    clock.advance(1_000);
    cooldown.failed(limited(2_000));
    expect(left()).toBe(4_000);
    cooldown.failed(limited(10_000));
    expect(left()).toBe(10_000);
    expect(events).toHaveLength(1);
  });

  it("maxCooldownMs 0 grants no pause", () => {
    const { cooldown, left } = make(0);
    cooldown.failed(limited(5_000));
    cooldown.failed(limited());
    expect(left()).toBeUndefined();
  });
});

describe("quota", () => {
  it("doubles from a minute to a quarter of an hour while it goes on; an answer ends that", () => {
    const { cooldown, clock, left, events } = make();
    for (const pauseMs of [60_000, 120_000, 240_000, 480_000, 900_000, 900_000]) {
      cooldown.failed(empty);
      expect(left()).toBe(pauseMs);
      clock.advance(pauseMs);
      expect(left()).toBeUndefined();
    }
    expect(events).toHaveLength(6);
    cooldown.answered();
    cooldown.failed(empty);
    expect(left()).toBe(60_000);
  });

  it("of 16 calls that meet it at once only the first counts", () => {
    const { cooldown, clock, left, events } = make();
    for (let call = 0; call < 16; call++) cooldown.failed(empty);
    expect([left(), events.length]).toEqual([60_000, 1]);
    clock.advance(60_000);
    cooldown.failed(empty);
    expect(left()).toBe(120_000);
  });

  it("of those that meet it during a longer pause for rate_limit, too, only the first counts", () => {
    const { cooldown, clock, left } = make(600_000);
    cooldown.failed(limited(600_000));
    for (let call = 0; call < 16; call++) cooldown.failed(empty);
    expect(left()).toBe(600_000);
    clock.advance(600_000);
    cooldown.failed(empty);
    expect(left()).toBe(120_000);
  });

  it("prolongs a pause for rate_limit", () => {
    const { cooldown, left } = make();
    cooldown.failed(limited(5_000));
    cooldown.failed(empty);
    expect(left()).toBe(60_000);
  });
});

it("no other code starts a pause", () => {
  const { cooldown, left, events } = make();
  for (const code of ["overloaded", "auth", "cooldown", "breaker_open", "timeout"] as const) {
    cooldown.failed(rerankError(code, "m", { retryAfterMs: 5_000 }));
  }
  expect([left(), events]).toEqual([undefined, []]);
});

describe("around a reranker", () => {
  it("during a cooldown no call is made, and each says how long is left; then they pass", async () => {
    const rig = breakerRig();
    expect(await rig.call(limited(5_000))).toBe("rate_limit");
    rig.clock.advance(1_000);
    expect(new Set(await rig.calls(1_000, "ok"))).toEqual(new Set(["cooldown"]));
    await expect(rig.reranker.rerank({ query: "0", documents: ["x"] })).rejects.toMatchObject({
      code: "cooldown",
      message: "a:b: left alone for 4000 ms after rate_limit",
      provider: "a:b",
      retryAfterMs: 4_000,
    });
    expect([rig.asked(), rig.reranker.breaker.state(), rig.told()]).toEqual([1, "closed", ["cooldown"]]);
    rig.clock.advance(4_000);
    expect(await rig.calls(3, "ok")).toEqual(["ok", "ok", "ok"]);
  });

  it.each([
    ["ok", 60_000],
    ["partial", 60_000],
    ["overloaded", 120_000],
  ] as const)(
    "after quota and then %s, quota is a pause of %s ms: an answer ends the doubling",
    async (deed, pauseMs) => {
      const rig = breakerRig();
      await rig.call("quota");
      rig.clock.advance(60_000);
      expect(await rig.call(deed)).toBe(deed);
      await rig.call("quota");
      expect(rig.events.at(-1)).toEqual({ type: "cooldown", rerankerId: "a:b", code: "quota", pauseMs });
    },
  );

  it("what others answered in its place does not end the doubling", async () => {
    const { clock } = breakerRig();
    const pauses: number[] = [];
    const answer = await scriptedReranker().rerank(question);
    const replies = [empty, { ...answer, outcome: { ...answer.outcome, kind: "fallback" as const } }, empty];
    const inner = handMade(async () => {
      const reply = replies.shift();
      if (!reply || reply instanceof Error) throw reply;
      return reply;
    });
    const onEvent = (event: ResilienceEvent): void => void (event.type === "cooldown" && pauses.push(event.pauseMs));
    const reranker = withCircuitBreaker(inner, { clock, onEvent });
    for (let call = 0; call < 3; call++) {
      await ending(reranker.rerank(question));
      clock.advance(60_000);
    }
    expect(pauses).toEqual([60_000, 120_000]);
  });

  it("a refused probe is not spent: the breaker is still half-open after a cooldown", async () => {
    const rig = breakerRig({ resetTimeoutMs: 3_000, windowMs: 3_000 });
    await Promise.all([rig.calls(20, "overloaded"), rig.call(limited(30_000))]);
    rig.clock.advance(10_000);
    expect(await rig.call("ok")).toBe("cooldown");
    expect(rig.reranker.breaker.state()).toBe("half-open");
    rig.clock.advance(20_000);
    expect(await rig.call("ok")).toBe("ok");
    expect(rig.reranker.breaker.state()).toBe("closed");
  });

  it("a warm-up that is told to wait starts one", async () => {
    const rig = breakerRig();
    rig.warming = limited(5_000);
    await expect(rig.reranker.warmup()).rejects.toMatchObject({ code: "rate_limit" });
    expect(await rig.call("ok")).toBe("cooldown");
  });
});
