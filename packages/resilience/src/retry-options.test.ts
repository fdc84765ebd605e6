import { describe, expect, it } from "vitest";
import { retrySettings } from "./retry-options.ts";

describe("the presets", () => {
  it("interactive is the default", () => {
    expect(retrySettings({})).toMatchObject({
      preset: "interactive",
      retries: 1,
      baseDelayMs: 50,
      maxDelayMs: 20_000,
      maxRetryAfterMs: 1000,
      budget: {},
      random: Math.random,
    });
  });

  it("batch", () => {
    expect(retrySettings({ preset: "batch", budget: false })).toMatchObject({
      preset: "batch",
      retries: 4,
      baseDelayMs: 500,
      maxDelayMs: 20_000,
      maxRetryAfterMs: 60_000,
      budget: false,
    });
  });

  it("are what is not given", () => {
    const given = { retries: 2, baseDelayMs: 1, maxDelayMs: 2, maxRetryAfterMs: 3, budget: { ratio: 0.5 } };
    expect(retrySettings({ preset: "batch", ...given })).toMatchObject(given);
  });
});

describe("options that will not do", () => {
  const delay = "a number of milliseconds from 0 to 2147483647";
  const amount = "a number from 0 up";
  it.each([
    [{ preset: "fast" }, 'withRetry: the option preset must be "interactive" or "batch"'],
    [
      { retries: 1.5 },
      "withRetry: the option retries must be a whole number from 0 to 100, is 1.5: say how often a call is tried again at most",
    ],
    [{ retries: 101 }, expect.stringContaining("the option retries must be")],
    [{ retries: -1 }, expect.stringContaining("the option retries must be")],
    [{ baseDelayMs: -1 }, `withRetry: the option baseDelayMs must be ${delay}, is -1`],
    [{ maxDelayMs: Number.NaN }, `withRetry: the option maxDelayMs must be ${delay}, is NaN`],
    [{ maxRetryAfterMs: 2 ** 31 }, `withRetry: the option maxRetryAfterMs must be ${delay}, is 2147483648`],
    [
      { budget: true },
      expect.stringContaining(
        "the option budget must be an object of ratio and perSecond, or, for batch, false, is true",
      ),
    ],
    [{ budget: null }, expect.stringContaining("the option budget must be")],
    [{ budget: false }, expect.stringContaining('the option budget may be false only with preset "batch"')],
    [
      { budget: { ratio: -1 } },
      expect.stringContaining(`withRetry's budget: the option ratio must be ${amount}, is -1: `),
    ],
    [
      { budget: { perSecond: Number.POSITIVE_INFINITY } },
      expect.stringContaining(`the option perSecond must be ${amount}`),
    ],
    [{ budget: { rate: 1 } }, "withRetry's budget: the option rate is unknown; known: ratio, perSecond"],
    [
      { random: 0.5 },
      expect.stringContaining("the option random must be a function that returns a number from 0 to 1"),
    ],
    [{ onEvent: {} }, "withRetry: the option onEvent must be a function that takes an event"],
    [{ retry: 1 }, expect.stringContaining("the option retry is unknown; known: preset, retries,")],
    [[], "withRetry: the options must be an object"],
  ])("%o", (options, message) => {
    expect(() => retrySettings(options as never)).toThrow(expect.objectContaining({ code: "misconfigured", message }));
  });
});
