import { createManualClock } from "@secondpass/testing/clock";
import { describe, expect, it } from "vitest";
import { type Breaker, createBreaker, type Verdict } from "./breaker.ts";
import { checkCircuitBreakerOptions } from "./check-circuit-breaker-options.ts";
import type { CircuitBreakerOptions } from "./circuit-breaker-options.ts";
import type { ResilienceEvent } from "./events.ts";

function make(options: CircuitBreakerOptions = {}) {
  const clock = createManualClock();
  const events: ResilienceEvent[] = [];
  const settings = checkCircuitBreakerOptions({ clock, random: () => 0.5, ...options });
  const breaker = createBreaker("a:b", settings, (event) => events.push(event));
  const openTimes = (): unknown[] => events.flatMap((event) => (event.type === "open" ? [event.openMs] : []));
  return { clock, events, breaker, openTimes, told: () => events.map(({ type }) => type) };
}

function run(breaker: Breaker, verdict: Verdict, times = 1): void {
  for (let time = 0; time < times; time++) breaker.settle(breaker.enter(), verdict);
}

it("no call is a probe while it is closed", () => {
  expect(make().breaker.enter()).toEqual({ probe: false });
});

describe("open time", () => {
  it("doubles with every failed probe up to the cap, and is restored by closing (W8)", () => {
    const { breaker, clock, openTimes } = make({ maxOpenMs: 100_000 });
    run(breaker, "failure", 20);
    for (const openMs of [15_000, 30_000, 60_000, 100_000, 100_000]) {
      clock.advance(openMs - 1);
      expect(breaker.refusal()?.retryAfterMs).toBe(1);
      clock.advance(1);
      expect(breaker.refusal()).toBeUndefined();
      run(breaker, "failure");
    }
    expect(openTimes()).toEqual([15_000, 30_000, 60_000, 100_000, 100_000, 100_000]);
    clock.advance(100_000);
    run(breaker, "success");
    run(breaker, "failure", 20);
    expect(openTimes().at(-1)).toBe(15_000);
  });

  it("is never endless, however many probes fail", () => {
    const { breaker, clock, openTimes } = make();
    run(breaker, "failure", 20);
    for (let probe = 0; probe < 1_100; probe++) {
      clock.advance(300_000);
      run(breaker, "failure");
    }
    expect(openTimes().at(-1)).toBe(300_000);
  });

  it.each([
    [0, 12_000],
    [0.5, 15_000],
    [1, 18_000],
  ])("with random at %s it is %s (W8)", (random, openMs) => {
    const { breaker, openTimes } = make({ random: () => random });
    run(breaker, "failure", 20);
    expect(openTimes()).toEqual([openMs]);
  });

  it("does not grow by neutral probes", () => {
    const { breaker, clock, openTimes } = make();
    run(breaker, "failure", 20);
    clock.advance(15_000);
    run(breaker, "failure");
    clock.advance(30_000);
    run(breaker, "neutral");
    clock.advance(30_000);
    run(breaker, "failure");
    expect(openTimes()).toEqual([15_000, 30_000, 30_000, 60_000]);
  });

  it("counts from the opening, not from the making (T9)", () => {
    const { breaker, clock } = make();
    clock.advance(1e7);
    run(breaker, "failure", 20);
    expect([breaker.state(), breaker.refusal()?.retryAfterMs]).toEqual(["open", 15_000]);
    expect(breaker.refusal()?.message).toContain("a:b: the circuit breaker is open for 15000 ms");
  });
});

describe("half-open", () => {
  it("is when the next call is the probe, and while it is under way", () => {
    const { breaker, clock, told } = make();
    run(breaker, "failure", 20);
    expect(breaker.state()).toBe("open");
    clock.advance(15_000);
    expect([breaker.state(), told()]).toEqual(["half-open", ["open"]]);
    const ticket = breaker.enter();
    expect([ticket.probe, breaker.state(), told()]).toEqual([true, "half-open", ["open", "halfOpen"]]);
    expect(breaker.refusal()).toMatchObject({ code: "breaker_open", retryAfterMs: 2_000 });
    breaker.settle(ticket, "success");
    expect([breaker.state(), breaker.refusal()]).toEqual(["closed", undefined]);
  });

  it("a probe that says nothing of itself is still the only one", () => {
    const { breaker, clock } = make();
    run(breaker, "failure", 20);
    clock.advance(15_000);
    breaker.enter();
    clock.advance(1e6);
    expect(breaker.refusal()).toMatchObject({ code: "breaker_open", retryAfterMs: 0 });
  });

  it("there is no second probe beside one that was made late by force", () => {
    const { breaker, clock } = make({ resetTimeoutMs: 1_000, probeTimeoutMs: 999, jitter: 0.9, random: () => 0 });
    run(breaker, "failure", 20);
    clock.advance(100);
    const late = breaker.enter();
    breaker.reset();
    run(breaker, "failure", 20);
    clock.advance(100);
    expect(breaker.refusal()?.code).toBe("breaker_open");
    breaker.settle(late, "success");
    expect([breaker.state(), breaker.refusal()]).toEqual(["half-open", undefined]);
  });

  it("flaps are caught each time by no more than the threshold (F5, A4)", () => {
    const { breaker, clock, told } = make();
    for (let flap = 0; flap < 20; flap++) {
      run(breaker, "failure", 19);
      expect(breaker.state()).toBe("closed");
      run(breaker, "failure");
      expect(breaker.state()).toBe("open");
      clock.advance(15_000);
      run(breaker, "success");
    }
    expect(told().filter((type) => type === "open")).toHaveLength(20);
  });
});

describe("by force (W12)", () => {
  it("forceOpen holds it open, without an end and without probes", () => {
    const { breaker, clock, events } = make();
    breaker.forceOpen();
    clock.advance(1e9);
    expect([breaker.state(), breaker.stats().forced]).toEqual(["open", true]);
    expect(breaker.refusal()?.code).toBe("breaker_open");
    expect(breaker.refusal()?.retryAfterMs).toBeUndefined();
    expect(breaker.refusal()?.message).toBe("a:b: the circuit breaker is open until it is reset");
    expect(events).toEqual([{ type: "open", rerankerId: "a:b", calls: 0, failures: 0, openMs: undefined }]);
    breaker.forceOpen();
    expect(events).toHaveLength(1);
  });

  it("forceClosed holds it closed, whatever fails", () => {
    const { breaker, told } = make();
    breaker.forceClosed();
    run(breaker, "failure", 1_000);
    expect(breaker.stats()).toEqual({ calls: 0, failures: 0, forced: true });
    expect([breaker.state(), told()]).toEqual(["closed", []]);
  });

  it("reset lets it judge for itself again, with nothing counted and the first open time", () => {
    const { breaker, clock, openTimes, told } = make();
    run(breaker, "failure", 20);
    clock.advance(15_000);
    run(breaker, "failure");
    breaker.reset();
    expect([breaker.state(), breaker.stats()]).toEqual(["closed", { calls: 0, failures: 0, forced: false }]);
    run(breaker, "failure", 19);
    breaker.reset();
    run(breaker, "failure", 19);
    expect(breaker.state()).toBe("closed");
    run(breaker, "failure");
    expect(openTimes()).toEqual([15_000, 30_000, 15_000]);
    expect(told()).toEqual(["open", "halfOpen", "open", "close", "open"]);
  });

  it("each undoes the other", () => {
    const { breaker, told } = make();
    breaker.forceOpen();
    breaker.forceClosed();
    expect([breaker.state(), breaker.refusal()]).toEqual(["closed", undefined]);
    breaker.forceOpen();
    breaker.reset();
    expect([breaker.state(), breaker.stats().forced]).toEqual(["closed", false]);
    expect(told()).toEqual(["open", "close", "open", "close"]);
  });

  it.each(["forceOpen", "forceClosed", "reset"] as const)("%s during a probe: its verdict comes too late", (force) => {
    const { breaker, clock, told } = make();
    run(breaker, "failure", 20);
    clock.advance(15_000);
    const probe = breaker.enter();
    breaker[force]();
    const before = told().length;
    breaker.settle(probe, force === "forceOpen" ? "success" : "failure");
    expect(told()).toHaveLength(before);
    expect(breaker.state()).toBe(force === "forceOpen" ? "open" : "closed");
  });

  it("a listener may force it while it is told", () => {
    const clock = createManualClock();
    const told: string[] = [];
    const breaker: Breaker = createBreaker("a:b", checkCircuitBreakerOptions({ clock }), ({ type }) => {
      told.push(type);
      if (type === "open") breaker.reset();
    });
    run(breaker, "failure", 20);
    expect([breaker.state(), told]).toEqual(["closed", ["open", "close"]]);
  });
});

describe("after close", () => {
  it.each([
    ["forceOpen", "reset"],
    ["forceClosed", "reset"],
    ["reset", "forceOpen"],
    ["reset", "forceClosed"],
  ] as const)("%s moves nothing, after %s", (force, before) => {
    const { breaker, told } = make();
    breaker[before]();
    breaker.close();
    const stood = [breaker.state(), breaker.stats(), told()];
    breaker[force]();
    expect([breaker.state(), breaker.stats(), told()]).toEqual(stood);
  });

  it.each(["success", "failure", "neutral"] as const)(
    "a late %s moves nothing, and its state stands (T12)",
    (verdict) => {
      const { breaker, clock, told } = make();
      run(breaker, "failure", 20);
      clock.advance(15_000);
      const probe = breaker.enter();
      breaker.close();
      breaker.settle(probe, verdict);
      clock.advance(1e6);
      breaker.close();
      expect([breaker.state(), told()]).toEqual(["half-open", ["open", "halfOpen"]]);
    },
  );
});
