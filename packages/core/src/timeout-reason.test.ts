import { describe, expect, it } from "vitest";
import { isTimeoutReason } from "./timeout-reason.ts";

describe("isTimeoutReason", () => {
  it.each([
    ["the reason of AbortSignal.timeout", new DOMException("The operation timed out.", "TimeoutError")],
    ["an Error named TimeoutError", Object.assign(new Error("late"), { name: "TimeoutError" })],
    ["any object named TimeoutError", { name: "TimeoutError" }],
  ])("takes %s for a time-out", (_, reason) => {
    expect(isTimeoutReason(reason)).toBe(true);
  });

  const hostile = {
    get name(): string {
      throw new Error("no");
    },
  };
  it.each([
    ["the reason of abort()", new DOMException("aborted", "AbortError")],
    ["an ordinary Error", new Error("TimeoutError")],
    ["a string", "TimeoutError"],
    ["null", null],
    ["undefined", undefined],
    ["an object whose name cannot be read", hostile],
  ])("takes %s for an abort", (_, reason) => {
    expect(isTimeoutReason(reason)).toBe(false);
  });
});
