import fc from "fast-check";
import { afterEach, expect, it, vi } from "vitest";
import { parseRetryAfter } from "./retry-after.ts";

afterEach(() => vi.unstubAllEnvs());

const now = Date.parse("2026-11-21T12:00:00Z");

it.each([
  [undefined, undefined],
  ["", undefined],
  ["0", 0],
  ["7", 7000],
  [" 7 ", 7000],
  ["0.25", 250],
  ["61", 60_000],
  ["31536000", 60_000],
  ["9".repeat(400), 60_000],
  ["-1", undefined],
  ["1e3", undefined],
  ["0x10", undefined],
  ["7 seconds", undefined],
  ["soon", undefined],
  ["NaN", undefined],
  ["Sat, 21 Nov 2026 12:00:05 GMT", 5000],
  ["Saturday, 21-Nov-26 12:00:05 GMT", 5000],
  ["Sat, 21 Nov 2026 13:00:05 +0100", 5000],
  ["Sat, 21 Nov 2026 11:59:00 GMT", 0],
  ["Sat, 21 Nov 2099 12:00:00 GMT", 60_000],
  ["Sat, 99 Nov 2026 99:00:05 GMT", undefined],
  ["2026-11-21T12:00:05Z", undefined],
  ["after Sat, 21 Nov 2026 12:00:05 GMT", undefined],
])("%j is %j", (value, wanted) => {
  expect(parseRetryAfter(value, now)).toBe(wanted);
});

it.each(["Sat Nov 21 12:00:05 2026", "Sat, 21 Nov 2026 12:00:05"])(
  "%s is in GMT wherever the process runs",
  (value) => {
    vi.stubEnv("TZ", "America/St_Johns");
    expect(parseRetryAfter(value, now)).toBe(5000);
  },
);

it("whatever it says, it is undefined or 0 to 60,000", () => {
  const values = fc.oneof(fc.string(), fc.double().map(String), fc.bigInt().map(String), fc.date().map(String));
  fc.assert(
    fc.property(values, (value) => {
      const wait = parseRetryAfter(value, now);
      expect(wait === undefined || (Number.isInteger(wait) && wait >= 0 && wait <= 60_000)).toBe(true);
    }),
  );
});
