import { type RerankError, rerankError, systemClock } from "@secondpass/core";
import type { CircuitBreakerOptions, CircuitBreakerSettings } from "./circuit-breaker-options.ts";

/**
 * Checks what `withCircuitBreaker` is given and fills in the defaults.
 *
 * @throws RerankError `misconfigured` naming the option, what it may be and what to do.
 */
export function checkCircuitBreakerOptions(options: CircuitBreakerOptions): CircuitBreakerSettings {
  if (typeof options !== "object" || options === null) throw wrong("its options must be an object");
  const settings = withDefaults(options);
  checkNames(options, settings);
  checkNumbers(settings);
  checkTimes(settings);
  checkHelpers(settings);
  return settings;
}

/** By destructuring: a null is no absence, and is refused below. */
function withDefaults({
  resetTimeoutMs = 15_000,
  windowMs = Math.min(10_000, resetTimeoutMs),
  volumeThreshold = 20,
  errorThresholdPercentage = 50,
  maxOpenMs = Math.max(300_000, resetTimeoutMs),
  jitter = 0.2,
  probeTimeoutMs = 2_000,
  latchMs = 30_000,
  maxCooldownMs = 60_000,
  clock = systemClock,
  random = Math.random,
  onEvent,
}: CircuitBreakerOptions): CircuitBreakerSettings {
  return {
    resetTimeoutMs,
    windowMs,
    volumeThreshold,
    errorThresholdPercentage,
    maxOpenMs,
    jitter,
    probeTimeoutMs,
    latchMs,
    maxCooldownMs,
    clock,
    random,
    onEvent,
  };
}

/** A misspelt option would otherwise be a default that nobody chose. */
function checkNames(options: CircuitBreakerOptions, settings: CircuitBreakerSettings): void {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(settings, name));
  if (unknown === undefined) return;
  throw wrong(`it has no option ${JSON.stringify(unknown)}; it has ${Object.keys(settings).join(", ")}`);
}

function checkNumbers(settings: CircuitBreakerSettings): void {
  const { volumeThreshold, errorThresholdPercentage, jitter } = settings;
  for (const name of ["resetTimeoutMs", "windowMs", "maxOpenMs", "probeTimeoutMs"] as const) {
    if (!isAbove(0, settings[name])) throw mustBe(name, "a finite number of milliseconds above 0", settings[name]);
  }
  for (const name of ["latchMs", "maxCooldownMs"] as const) {
    const value = settings[name];
    if (value !== 0 && !isAbove(0, value)) throw mustBe(name, "a finite number of milliseconds, 0 for none", value);
  }
  if (!Number.isInteger(volumeThreshold) || volumeThreshold < 10) {
    const why = "a whole number of at least 10: with fewer calls a short spell of bad luck looks like an outage";
    throw mustBe("volumeThreshold", why, volumeThreshold);
  }
  if (!isBelow(100, errorThresholdPercentage)) {
    const why = "a number from 0 to below 100: it opens above this percentage, and nothing is above 100";
    throw mustBe("errorThresholdPercentage", why, errorThresholdPercentage);
  }
  if (!isBelow(1, jitter)) throw mustBe("jitter", "a share from 0 to below 1", jitter);
}

function checkTimes({ resetTimeoutMs, windowMs, maxOpenMs, probeTimeoutMs }: CircuitBreakerSettings): void {
  const reset = `resetTimeoutMs, ${resetTimeoutMs}`;
  if (probeTimeoutMs >= resetTimeoutMs) {
    throw mustBe("probeTimeoutMs", `shorter than ${reset}: give a shorter one, or a longer reset time`, probeTimeoutMs);
  }
  if (windowMs > resetTimeoutMs) {
    throw mustBe("windowMs", `no longer than ${reset}: give a shorter one, or a longer reset time`, windowMs);
  }
  if (maxOpenMs < resetTimeoutMs) {
    throw mustBe("maxOpenMs", `no shorter than ${reset}: give a longer one, or a shorter reset time`, maxOpenMs);
  }
}

function checkHelpers(settings: CircuitBreakerSettings): void {
  for (const name of ["random", "onEvent"] as const) {
    const value: unknown = settings[name];
    if (value !== undefined && typeof value !== "function") throw mustBe(name, "a function", value);
  }
  const { clock } = settings;
  if (typeof clock?.now !== "function" || typeof clock.after !== "function") {
    throw mustBe("clock", "an object with now() and after()", clock);
  }
}

function isAbove(least: number, value: unknown): boolean {
  return Number.isFinite(value) && (value as number) > least;
}

function isBelow(bound: number, value: unknown): boolean {
  return Number.isFinite(value) && (value as number) >= 0 && (value as number) < bound;
}

function mustBe(name: string, allowed: string, given: unknown): RerankError {
  const is = typeof given === "number" || given === null ? String(given) : `a value of type ${typeof given}`;
  return wrong(`${name} must be ${allowed}; it is ${is}`);
}

function wrong(why: string): RerankError {
  return rerankError("misconfigured", `withCircuitBreaker: ${why}`);
}
