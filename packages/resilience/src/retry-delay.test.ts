import { type RerankErrorCode, rerankError, treatments } from "@secondpass/core";
import { describe, expect, it } from "vitest";
import { type Failed, retryDelay } from "./retry-delay.ts";
import { type RetryOptions, retrySettings } from "./retry-options.ts";

const codes = Object.keys(treatments) as RerankErrorCode[];

function delayOf(options: RetryOptions, failed: Partial<Failed> = {}): number | undefined {
  const error = rerankError("overloaded", "m");
  const usual = { error, retried: 0, leftMs: Number.POSITIVE_INFINITY, usualMs: () => undefined };
  return retryDelay({ ...usual, ...failed }, retrySettings({ random: () => 1, ...options }));
}

describe("the wait before a retry", () => {
  it.each<[string, RetryOptions, readonly (number | undefined)[]]>([
    ["interactive", {}, [50, undefined]],
    ["interactive, three times", { retries: 3 }, [50, 100, 200, undefined]],
    ["interactive, random 0", { random: () => 0 }, [0, undefined]],
    ["interactive, random ½", { random: () => 0.5 }, [25, undefined]],
    ["batch", { preset: "batch" }, [500, 1000, 2000, 4000, undefined]],
    ["batch, random 0", { preset: "batch", random: () => 0 }, [0, 0, 0, 0, undefined]],
    ["batch, random ¼", { preset: "batch", random: () => 0.25 }, [125, 250, 500, 1000, undefined]],
    [
      "batch, eight times: 20 s at most",
      { preset: "batch", retries: 8 },
      [500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000, undefined],
    ],
    ["a base of its own", { baseDelayMs: 10, retries: 2 }, [10, 20, undefined]],
    ["a bound of its own", { baseDelayMs: 10, maxDelayMs: 15, retries: 2 }, [10, 15, undefined]],
    ["a bound below the base", { baseDelayMs: 10, maxDelayMs: 5 }, [5, undefined]],
    ["no base", { baseDelayMs: 0, retries: 2 }, [0, 0, undefined]],
    ["no retries", { retries: 0 }, [undefined]],
  ])("%s", (_, options, delays) => {
    expect(delays.map((_none, retried) => delayOf(options, { retried }))).toEqual(delays);
  });

  it("never overflows", () => {
    expect(delayOf({ retries: 100, baseDelayMs: 2 ** 31 - 1 }, { retried: 99 })).toBe(20_000);
  });
});

describe("which codes are tried again", () => {
  it.each(codes)("%s: as the table of treatments says", (code) => {
    const error = rerankError(code, "m");
    const { retryable, retryableInteractively } = treatments[code];
    // After a rate limit the cooldown has to be over.
    const batch = code === "rate_limit" ? 1500 : 500;
    expect([delayOf({ preset: "batch" }, { error }), delayOf({}, { error })]).toEqual([
      retryable ? batch : undefined,
      retryableInteractively ? 50 : undefined,
    ]);
  });

  it.each(["breaker_open", "cooldown", "bulkhead_full", "closed", "forced", "auth", "bad_request"] as const)(
    "%s: never, though the backend names a time",
    (code) => {
      const error = rerankError(code, "m", { retryAfterMs: 0 });
      expect([delayOf({ preset: "batch" }, { error }), delayOf({}, { error })]).toEqual([undefined, undefined]);
    },
  );

  it("status 424: not while somebody waits", () => {
    const error = rerankError("server_error", "m", { status: 424 });
    expect([delayOf({ preset: "batch" }, { error }), delayOf({}, { error })]).toEqual([500, undefined]);
  });

  it("a code of another version: never", () => {
    const error = { ...rerankError("overloaded", "m"), code: "of_tomorrow" } as never;
    expect([delayOf({ preset: "batch" }, { error }), delayOf({}, { error })]).toEqual([undefined, undefined]);
  });
});

describe("a time that the backend asks for", () => {
  it.each([
    [0, 0, 0],
    [1, 1, 1],
    [1000, 1000, 1000],
    [1001, 1001, undefined],
    [2500, 2500, undefined],
    [60_000, 60_000, undefined],
    [60_001, undefined, undefined],
    [86_400_000, undefined, undefined],
    [-1, undefined, undefined],
    [Number.NaN, undefined, undefined],
    [Number.POSITIVE_INFINITY, undefined, undefined],
  ])("of %d ms: batch waits %s, interactive %s", (retryAfterMs, batch, interactive) => {
    const error = rerankError("overloaded", "m", { retryAfterMs });
    expect([delayOf({ preset: "batch" }, { error }), delayOf({}, { error })]).toEqual([batch, interactive]);
  });

  it("may have a bound of its own", () => {
    const error = rerankError("overloaded", "m", { retryAfterMs: 5000 });
    expect([delayOf({ maxRetryAfterMs: 5000 }, { error }), delayOf({ maxRetryAfterMs: 4999 }, { error })]).toEqual([
      5000,
      undefined,
    ]);
  });
});

describe("what is left of the budget", () => {
  it.each([
    [500.1, 500],
    [500, undefined],
    [499, undefined],
    [0, undefined],
    [-5, undefined],
  ])("of %d ms: batch waits %s", (leftMs, delay) => {
    expect(delayOf({ preset: "batch" }, { leftMs })).toBe(delay);
  });

  it("of nothing is too little even for no wait", () => {
    expect(delayOf({ random: () => 0 }, { leftMs: 0 })).toBeUndefined();
  });

  it("also bounds a time that the backend asks for", () => {
    const error = rerankError("rate_limit", "m", { retryAfterMs: 3000 });
    expect(delayOf({ preset: "batch" }, { error, leftMs: 3000 })).toBeUndefined();
    expect(delayOf({ preset: "batch" }, { error, leftMs: 3001 })).toBe(3000);
  });

  it.each([
    [250, 100, 50],
    [249, 100, undefined],
    [51, undefined, 50],
    [51, 0, 50],
  ])("of %d ms where an attempt usually takes %s: interactive waits %s", (leftMs, usual, delay) => {
    expect(delayOf({}, { leftMs, usualMs: () => usual })).toBe(delay);
    expect(delayOf({ preset: "batch", baseDelayMs: 50 }, { leftMs, usualMs: () => usual })).toBe(50);
  });
});
