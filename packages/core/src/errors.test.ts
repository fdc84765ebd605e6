import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { isRerankErrorCode, type RerankErrorCode, treatments } from "./error-codes.ts";
import { isRerankError, rerankError } from "./errors.ts";

/** Code, retryable (in a batch), counts against a breaker, may be fallen back from. */
const table: readonly (readonly [RerankErrorCode, boolean, boolean, boolean])[] = [
  ["bad_request", false, false, false],
  ["closed", false, false, false],
  ["input_too_large", false, false, true],
  ["auth", false, false, false],
  ["tls", false, false, false],
  ["model_load", false, false, false],
  ["tokenizer_mismatch", false, false, false],
  ["misconfigured", false, false, false],
  ["rate_limit", true, false, true],
  ["quota", false, false, true],
  ["timeout", true, true, true],
  ["connection", true, true, true],
  ["overloaded", true, true, true],
  ["server_error", true, true, true],
  ["malformed", true, true, true],
  ["protocol", false, true, true],
  ["worker_crash", false, true, true],
  ["response_too_large", false, true, true],
  ["unavailable", false, true, true],
  ["internal", false, true, true],
  ["breaker_open", false, false, true],
  ["cooldown", false, false, true],
  ["bulkhead_full", false, false, true],
  ["forced", false, false, true],
];

describe("the treatment of each code", () => {
  it.each(table)("%s: retryable %s, counts against a breaker %s, fallback allowed %s", (code, ...treatment) => {
    const { retryable, countsAgainstBreaker, fallbackAllowed } = rerankError(code, "m");

    expect([retryable, countsAgainstBreaker, fallbackAllowed]).toEqual(treatment);
    expect(treatments[code]).toEqual({ retryable, countsAgainstBreaker, fallbackAllowed });
    expect(isRerankErrorCode(code)).toBe(true);
  });

  it("is given for these codes and no other", () => {
    expect(Object.keys(treatments).sort()).toEqual(table.map(([code]) => code).sort());
  });

  it.each([undefined, null, 7, {}, "", "Timeout", "toString", "__proto__", "constructor", ["timeout"]])(
    "knows no code %j",
    (value) => {
      expect(isRerankErrorCode(value)).toBe(false);
    },
  );
});

describe("rerankError", () => {
  it("makes an Error with code, message and every detail", () => {
    const cause = new Error("why");
    const attempts = [{ rerankerId: "a:1", result: "rate_limit", durationMs: 3, status: 429 }] as const;
    const details = { provider: "a:1", status: 429, requestId: "req-1", retryAfterMs: 1500, attempts };

    const error = rerankError("rate_limit", "too many calls", { ...details, cause });

    expect(error).toBeInstanceOf(Error);
    expect(error.cause).toBe(cause);
    expect({ ...error, name: error.name, message: error.message }).toEqual({
      ...details,
      name: "RerankError",
      message: "too many calls",
      code: "rate_limit",
      retryable: true,
      countsAgainstBreaker: false,
      fallbackAllowed: true,
    });
  });

  it("has no member for what is not told", () => {
    const error = rerankError("timeout", "m", { provider: undefined, status: undefined, cause: undefined });

    expect(Object.keys(error).sort()).toEqual(["code", "countsAgainstBreaker", "fallbackAllowed", "retryable"]);
    expect(Object.hasOwn(error, "cause")).toBe(false);
  });

  it("shows code and message when printed", () => {
    const printed = inspect(rerankError("timeout", "took too long", { provider: "a:1" }));

    expect(printed).toContain("RerankError: took too long");
    expect(printed).toContain("code: 'timeout'");
  });

  it("refuses a code that is none", () => {
    expect(() => rerankError("oops" as RerankErrorCode, "m")).toThrow(new TypeError('unknown RerankError code "oops"'));
  });
});

describe("isRerankError", () => {
  it("recognises an error of another copy of the package by its brand", () => {
    const foreign = Object.assign(new Error("m"), { [Symbol.for("@secondpass/core/RerankError")]: true });

    expect(isRerankError(rerankError("internal", "m"))).toBe(true);
    expect(isRerankError(foreign)).toBe(true);
  });

  const hostile = new Proxy(
    {},
    {
      get() {
        throw new Error("no");
      },
    },
  );
  it.each([
    ["undefined", undefined],
    ["null", null],
    ["a string", "timeout"],
    ["a function", () => {}],
    ["an Error of the same name", Object.assign(new Error("m"), { name: "RerankError", code: "timeout" })],
    ["a wrong brand", { [Symbol.for("@secondpass/core/RerankError")]: "true" }],
    ["an object whose every property throws", hostile],
  ])("does not take %s for one", (_, value) => {
    expect(isRerankError(value)).toBe(false);
  });
});
