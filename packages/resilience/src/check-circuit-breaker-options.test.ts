import { isRerankError, systemClock } from "@secondpass/core";
import { scriptedReranker } from "@secondpass/testing/scripted";
import { describe, expect, it } from "vitest";
import { checkCircuitBreakerOptions } from "./check-circuit-breaker-options.ts";
import { withCircuitBreaker } from "./with-circuit-breaker.ts";

function refusal(options: unknown): unknown {
  try {
    withCircuitBreaker(scriptedReranker(), options as object);
    return "taken";
  } catch (thrown) {
    return isRerankError(thrown) && thrown.code === "misconfigured" ? thrown.message : thrown;
  }
}

it("the defaults", () => {
  expect(checkCircuitBreakerOptions({})).toEqual({
    resetTimeoutMs: 15_000,
    windowMs: 10_000,
    volumeThreshold: 20,
    errorThresholdPercentage: 50,
    maxOpenMs: 300_000,
    jitter: 0.2,
    probeTimeoutMs: 2_000,
    latchMs: 30_000,
    maxCooldownMs: 60_000,
    clock: systemClock,
    random: Math.random,
    onEvent: undefined,
  });
});

it("the window is no longer than a short reset time, the longest open time no shorter than a long one (W7)", () => {
  expect(checkCircuitBreakerOptions({ resetTimeoutMs: 5_000 }).windowMs).toBe(5_000);
  expect(checkCircuitBreakerOptions({ resetTimeoutMs: 600_000 })).toMatchObject({
    windowMs: 10_000,
    maxOpenMs: 600_000,
  });
});

describe("refused, with the option's name", () => {
  it.each([
    ["resetTimeoutMs", 0],
    ["resetTimeoutMs", Number.POSITIVE_INFINITY],
    ["resetTimeoutMs", "15s"],
    ["windowMs", -1],
    ["windowMs", Number.NaN],
    ["windowMs", 15_001],
    ["maxOpenMs", 14_999],
    ["maxOpenMs", Number.POSITIVE_INFINITY],
    ["probeTimeoutMs", 0],
    ["probeTimeoutMs", 15_000],
    ["volumeThreshold", 9],
    ["volumeThreshold", 10.5],
    ["volumeThreshold", "20"],
    ["errorThresholdPercentage", -1],
    ["errorThresholdPercentage", 100],
    ["errorThresholdPercentage", Number.NaN],
    ["jitter", 1],
    ["jitter", -0.1],
    ["latchMs", -1],
    ["latchMs", Number.POSITIVE_INFINITY],
    ["maxCooldownMs", Number.NaN],
    ["resetTimeoutMs", null],
    ["random", null],
    ["clock", {}],
    ["clock", null],
    ["clock", { now: () => 0 }],
    ["random", 0.5],
    ["onEvent", {}],
  ])("%s: %s", (name, value) => {
    expect(refusal({ [name]: value })).toMatch(new RegExp(`^withCircuitBreaker: ${name} must be .+; it is `));
  });

  it.each([
    ["jitter", 1.5, "1.5"],
    ["jitter", null, "null"],
    ["jitter", "sk-1234567890", "a value of type string"],
    ["clock", {}, "a value of type object"],
  ])("%s: %j is told as what it is, and a text that may be a key not at all", (name, value, told) => {
    expect(refusal({ [name]: value })).toMatch(new RegExp(`; it is ${told}$`));
  });

  it("a probe that may take as long as the reset time names what to do (W7)", () => {
    expect(refusal({ resetTimeoutMs: 1_500 })).toBe(
      "withCircuitBreaker: probeTimeoutMs must be shorter than resetTimeoutMs, 1500: give a shorter one, or a longer reset time; it is 2000",
    );
  });

  it.each([["resetTimeout"], ["__proto__x"], ["healthCheck"]])("an unknown option %s", (name) => {
    expect(refusal({ [name]: 1 })).toMatch(`it has no option "${name}"; it has resetTimeoutMs, windowMs,`);
  });

  it.each([[null], [5]])("%s for the options", (options) => {
    expect(refusal(options)).toBe("withCircuitBreaker: its options must be an object");
  });
});

it.each([
  { volumeThreshold: 10 },
  { errorThresholdPercentage: 0 },
  { errorThresholdPercentage: 99.9 },
  { jitter: 0 },
  { latchMs: 0, maxCooldownMs: 0 },
  { resetTimeoutMs: 2_001, windowMs: 2_001, maxOpenMs: 2_001 },
])("%j is taken", (options) => {
  expect(refusal(options)).toBe("taken");
});
