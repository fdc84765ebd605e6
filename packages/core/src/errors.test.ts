import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { isRerankErrorCode, type RerankErrorCode, type Treatment, treatments } from "./error-codes.ts";
import { isRerankError, rerankError } from "./errors.ts";

type Row = readonly [
  code: RerankErrorCode,
  retry: "no" | "batch" | "yes",
  verdict: "counts" | "neutral",
  pause: Treatment["pause"],
  inStack: Treatment["inStack"],
  heard: "loud" | "",
];

const table: readonly Row[] = [
  ["bad_request", "no", "neutral", "none", "throw", ""],
  ["closed", "no", "neutral", "none", "throw", ""],
  ["input_too_large", "no", "neutral", "none", "fall-back", ""],
  ["auth", "no", "neutral", "latch", "throw-at-start", "loud"],
  ["tls", "no", "neutral", "latch", "throw-at-start", "loud"],
  ["model_load", "no", "neutral", "latch", "throw-at-start", "loud"],
  ["tokenizer_mismatch", "no", "neutral", "latch", "throw-at-start", "loud"],
  ["misconfigured", "no", "neutral", "latch", "throw-at-start", "loud"],
  ["rate_limit", "batch", "neutral", "cooldown", "fall-back", ""],
  ["quota", "no", "neutral", "cooldown", "fall-back", "loud"],
  ["timeout", "yes", "counts", "none", "fall-back", ""],
  ["connection", "yes", "counts", "none", "fall-back", ""],
  ["overloaded", "yes", "counts", "none", "fall-back", ""],
  ["server_error", "yes", "counts", "none", "fall-back", ""],
  ["malformed", "yes", "counts", "none", "fall-back", ""],
  ["protocol", "no", "counts", "none", "fall-back", ""],
  ["worker_crash", "no", "counts", "none", "fall-back", ""],
  ["response_too_large", "no", "counts", "none", "fall-back", ""],
  ["unavailable", "no", "counts", "none", "fall-back", ""],
  ["internal", "no", "counts", "none", "fall-back", "loud"],
  ["breaker_open", "no", "neutral", "none", "fall-back", ""],
  ["cooldown", "no", "neutral", "none", "fall-back", ""],
  ["bulkhead_full", "no", "neutral", "none", "fall-back", ""],
  ["forced", "no", "neutral", "none", "fall-back", ""],
];

describe("the treatment of each code", () => {
  it.each(table)("%s: retry %s, %s, pause %s, in a stack %s %s", (code, retry, verdict, pause, inStack, heard) => {
    const expected: Treatment = {
      retryable: retry !== "no",
      retryableInteractively: retry === "yes",
      countsAgainstBreaker: verdict === "counts",
      pause,
      inStack,
      loud: heard === "loud",
      fallbackAllowed: inStack === "fall-back",
    };
    const { retryable, countsAgainstBreaker, fallbackAllowed } = rerankError(code, "m");

    expect(treatments[code]).toEqual(expected);
    expect(expected).toMatchObject({ retryable, countsAgainstBreaker, fallbackAllowed });
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
