import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "./clock.ts";

describe("systemClock", () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it("tells the process's monotonic time, not the time of day", () => {
    vi.spyOn(performance, "now").mockReturnValue(42.25);
    vi.spyOn(Date, "now").mockReturnValue(0);

    expect(systemClock.now()).toBe(42.25);
  });

  it("calls back once, when the delay is over and not before", () => {
    vi.useFakeTimers();
    const callback = vi.fn();
    systemClock.after(250, callback);

    vi.advanceTimersByTime(249);
    expect(callback).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10_000);
    expect(callback).toHaveBeenCalledTimes(1);
  });

  it("does not call back once it is called off, and leaves no timer behind", () => {
    vi.useFakeTimers();
    const callback = vi.fn();
    const cancel = systemClock.after(250, callback);

    cancel();
    cancel();

    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(1000);
    expect(callback).not.toHaveBeenCalled();
  });

  it.each([2 ** 31, 1e12, Number.MAX_VALUE, Number.POSITIVE_INFINITY])(
    "does not call back at once for a delay of %s ms, more than timers take",
    async (delay) => {
      const callback = vi.fn();
      const cancel = systemClock.after(delay, callback);

      await wait(10);

      cancel();
      expect(callback).not.toHaveBeenCalled();
    },
  );

  it("keeps the longest delay that timers take", () => {
    vi.useFakeTimers();
    const callback = vi.fn();
    systemClock.after(2 ** 31 - 1, callback);

    vi.advanceTimersByTime(2 ** 31 - 1);

    expect(callback).toHaveBeenCalledTimes(1);
  });
});
