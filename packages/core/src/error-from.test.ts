import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { errorFrom } from "./error-from.ts";
import { rerankError } from "./errors.ts";

function coded(code: string, message = "m", cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { code });
}

describe("errorFrom", () => {
  it("hands a RerankError back as it is", () => {
    const error = rerankError("quota", "m", { provider: "inner:1" });

    expect(errorFrom(error, "outer:1")).toBe(error);
  });

  it("takes an Error's word for its code, and its message and details with it", () => {
    const details = { code: "rate_limit", status: 429, requestId: "req-1", retryAfterMs: 0 };

    const error = errorFrom(Object.assign(new Error("slow down"), details), "a:1");

    expect({ ...error, message: error.message }).toEqual({
      ...details,
      message: "slow down",
      provider: "a:1",
      retryable: true,
      countsAgainstBreaker: false,
      fallbackAllowed: true,
    });
  });

  it.each([
    ["status", "429"],
    ["requestId", 7],
    ["retryAfterMs", -1],
    ["retryAfterMs", Number.NaN],
    ["retryAfterMs", "soon"],
    ["retryAfterMs", "1500"],
  ])("leaves out a %s of %j", (name, value) => {
    const error = errorFrom(Object.assign(coded("overloaded"), { [name]: value }), "a:1");

    expect(error.code).toBe("overloaded");
    expect(Object.hasOwn(error, name)).toBe(false);
  });

  it.each([
    "ECONNABORTED",
    "ECONNREFUSED",
    "ECONNRESET",
    "EAI_AGAIN",
    "EHOSTDOWN",
    "EHOSTUNREACH",
    "ENETDOWN",
    "ENETUNREACH",
    "ENOTFOUND",
    "EPIPE",
    "ETIMEDOUT",
    "UND_ERR_BODY_TIMEOUT",
    "UND_ERR_CONNECT_TIMEOUT",
    "UND_ERR_HEADERS_TIMEOUT",
    "UND_ERR_SOCKET",
  ])("takes %s for a failed connection", (code) => {
    expect(errorFrom(coded(code), "a:1")).toMatchObject({
      code: "connection",
      message: `the connection failed: ${code}`,
      provider: "a:1",
      cause: { code },
    });
  });

  it.each([
    "CERT_HAS_EXPIRED",
    "CRL_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "EPROTO",
    "HOSTNAME_MISMATCH",
    "INVALID_CA",
  ])("takes %s for a failed secure connection", (code) => {
    expect(errorFrom(coded(code), "a:1")).toMatchObject({
      code: "tls",
      message: `the secure connection failed: ${code}`,
      provider: "a:1",
      cause: { code },
    });
  });

  it.each([
    "XCERT_",
    "EPROTOTYPE",
    "MY_HOSTNAME_MISMATCH",
    "HOSTNAME_MISMATCHED",
    "INVALID_CARD",
    "ENOENT",
    "ERR_INVALID_ARG_TYPE",
  ])("takes %s for no trouble of the connection", (code) => {
    expect(errorFrom(coded(code), "a:1").code).toBe("internal");
  });

  it.each([["ECONNREFUSED"], ["EPROTO"], { toString: () => "EPROTO" }])("takes %o for no code at all", (code) => {
    const error = errorFrom(Object.assign(new Error("m"), { code }), "a:1");

    expect(error).toMatchObject({ code: "internal", cause: { name: "Error" } });
    expect(error.cause).not.toHaveProperty("code");
  });

  it("knows an Error of another realm", () => {
    const error = errorFrom(runInNewContext('new TypeError("fetch failed")'), "a:1");

    expect(error).toMatchObject({ code: "connection", cause: { name: "TypeError" } });
  });

  it("finds a transport code down a chain of causes", () => {
    const refused = coded("ECONNREFUSED");
    const fetchFailed = new TypeError("fetch failed", { cause: refused });

    expect(errorFrom(new Error("client gave up", { cause: fetchFailed }), "a:1")).toMatchObject({
      code: "connection",
      message: "the connection failed: ECONNREFUSED",
    });
  });

  it("takes the code nearest to the surface", () => {
    expect(errorFrom(coded("CERT_HAS_EXPIRED", "m", coded("ECONNRESET")), "a:1").code).toBe("tls");
  });

  it.each(["fetch failed", "terminated"])(
    "takes a TypeError '%s' without any code for a failed connection",
    (message) => {
      expect(errorFrom(new TypeError(message, { cause: new Error("HTTPParserError") }), "a:1")).toMatchObject({
        code: "connection",
        message: "the connection failed",
        provider: "a:1",
        cause: { name: "TypeError" },
      });
      expect(errorFrom(new Error(message), "a:1").code).toBe("internal");
    },
  );

  it("looks ten errors deep and no deeper", () => {
    const nested = (depth: number): Error =>
      depth === 1 ? coded("EPIPE") : new Error("m", { cause: nested(depth - 1) });

    expect([errorFrom(nested(10), "a:1").code, errorFrom(nested(11), "a:1").code]).toEqual(["connection", "internal"]);
  });

  it("ends on a chain of causes that bites its own tail", () => {
    const a: Error & { cause?: unknown } = new Error("a");
    a.cause = new Error("b", { cause: a });

    expect(errorFrom(a, "a:1").code).toBe("internal");
  });

  it("calls any other Error internal, with its name and code", () => {
    expect(errorFrom(new RangeError("m"), "a:1")).toMatchObject({
      code: "internal",
      message: "a:1 failed unexpectedly: RangeError; its stack is the cause",
      provider: "a:1",
      cause: { name: "RangeError" },
    });
    expect(errorFrom(coded("ENOENT"), "a:1").message).toBe(
      "a:1 failed unexpectedly: Error (ENOENT); its stack is the cause",
    );
  });

  it.each([
    ["a string", "timeout", "string"],
    ["undefined", undefined, "undefined"],
    ["null", null, "object"],
    ["an object with a code", { code: "timeout" }, "object"],
  ])("calls %s internal, without a cause", (_, thrown, type) => {
    const error = errorFrom(thrown, "a:1");

    expect(error.code).toBe("internal");
    expect(error.message).toBe(`a:1 threw something that is no Error: ${type}`);
    expect(error.cause).toBeUndefined();
  });
});
