import { createManualClock, type ManualClock } from "@secondpass/testing/clock";
import OpossumBreaker from "opossum";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createJudge, type Judge } from "./judge.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function judgeOf(options: object = {}): { judge: Judge; clock: ManualClock } {
  const clock = createManualClock(0);
  const settings = { clock, windowMs: 10_000, volumeThreshold: 20, errorThresholdPercentage: 50, ...options };
  return { clock, judge: createJudge(Object.freeze(settings)) };
}

function record(judge: Judge, well: number, failed: number): void {
  for (let call = 0; call < well; call++) judge.record(false);
  for (let call = 0; call < failed; call++) judge.record(true);
}

describe("the thresholds", () => {
  it.each([
    [0, 19, false],
    [0, 20, true],
    [1, 19, true],
    [10, 10, false],
    [9, 11, true],
    [500, 500, false],
    [500, 501, true],
  ])("%s well and %s failed: open is %s", (well, failed, open) => {
    const { judge } = judgeOf();
    record(judge, well, failed);
    expect(judge.isOpen()).toBe(open);
  });

  it("opens at once, before anything else runs", () => {
    const { judge } = judgeOf({ volumeThreshold: 10 });
    record(judge, 0, 9);
    expect(judge.isOpen()).toBe(false);
    judge.record(true);
    expect(judge.isOpen()).toBe(true);
  });
});

describe("the window", () => {
  it("forgets in tenths, and all after its time", () => {
    const { judge, clock } = judgeOf();
    for (let tenth = 0; tenth < 10; tenth++) {
      judge.record(true);
      clock.advance(1_000);
    }
    expect(judge.counts()).toEqual({ calls: 9, failures: 9 });
    clock.advance(4_000);
    expect(judge.counts()).toEqual({ calls: 5, failures: 5 });
    clock.advance(1e9);
    expect(judge.counts()).toEqual({ calls: 0, failures: 0 });
  });

  it("19 failures, a window later 19 more: not open", () => {
    const { judge, clock } = judgeOf();
    record(judge, 0, 19);
    clock.advance(10_000);
    record(judge, 0, 19);
    expect(judge.isOpen()).toBe(false);
  });

  it("is empty after close (T4)", () => {
    const { judge } = judgeOf();
    record(judge, 0, 20);
    judge.close();
    expect([judge.isOpen(), judge.counts()]).toEqual([false, { calls: 0, failures: 0 }]);
    record(judge, 0, 19);
    expect(judge.isOpen()).toBe(false);
    judge.record(true);
    expect(judge.isOpen()).toBe(true);
  });
});

it("sets no timer, opens none and leaves none (T9, T12, T13, T16)", () => {
  vi.useFakeTimers();
  const { judge } = judgeOf();
  expect(vi.getTimerCount()).toBe(0);
  record(judge, 0, 20);
  expect([judge.isOpen(), vi.getTimerCount()]).toEqual([true, 0]);
  vi.advanceTimersByTime(1e9);
  expect(judge.isOpen()).toBe(true);
  judge.close();
  judge.open();
  judge.shutdown();
  expect(vi.getTimerCount()).toBe(0);
});

it("opens no more after shutdown (T12)", () => {
  const { judge } = judgeOf();
  record(judge, 0, 19);
  judge.shutdown();
  record(judge, 0, 20);
  expect(judge.isOpen()).toBe(false);
});

it.each([3_600_000, -3_600_000])("a jump of the wall clock by %s ms has no effect (F29)", (jump) => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "setInterval"] });
  const { judge } = judgeOf();
  record(judge, 0, 19);
  vi.setSystemTime(Date.now() + jump);
  vi.advanceTimersByTime(100_000);
  expect(judge.counts()).toEqual({ calls: 19, failures: 19 });
  judge.record(true);
  expect(judge.isOpen()).toBe(true);
});

describe("opossum", () => {
  it("is made lean, each with options of its own (W4, W9, T10, T17)", () => {
    const making = vi.spyOn(OpossumBreaker.prototype, "removeAllListeners");
    judgeOf();
    judgeOf();
    const [first, second] = making.mock.contexts as { options: object; status: { stats: object } }[];
    expect(first?.options).toMatchObject({
      timeout: false,
      capacity: Number.MAX_SAFE_INTEGER,
      rollingPercentilesEnabled: false,
      enableSnapshots: false,
      coalesce: false,
    });
    for (const name of ["cache", "abortController", "state", "status", "allowWarmUp", "group"]) {
      expect(first?.options).not.toHaveProperty(name);
    }
    expect(first?.options).not.toBe(second?.options);
  });

  it("keeps latencies no longer than the window (T17b)", async () => {
    const making = vi.spyOn(OpossumBreaker.prototype, "removeAllListeners");
    const { judge, clock } = judgeOf();
    const [opossum] = making.mock.contexts as { status: { window: { latencyTimes: number[] }[] } }[];
    const kept = (): number | undefined =>
      opossum?.status.window.reduce((sum, one) => sum + one.latencyTimes.length, 0);
    record(judge, 1_000, 0);
    await new Promise(setImmediate);
    expect(kept()).toBe(1_000);
    clock.advance(10_000);
    record(judge, 1, 0);
    await new Promise(setImmediate);
    expect(kept()).toBe(1);
  });
});
