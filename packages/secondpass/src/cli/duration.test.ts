import { expect, it } from "vitest";
import { parseDuration } from "./duration.ts";

it.each([
  ["300ms", 300],
  ["2s", 2000],
  ["1m", 60_000],
  ["1.5s", 1500],
  [" 10ms ", 10],
])("%s is %d ms", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

it.each(["", "5", "0s", "-1s", "1h", "1 s", "Infinity", "1e3ms", "s"])("%j is no duration", (text) => {
  expect(() => parseDuration(text)).toThrow("is no duration; write 300ms, 2s or 1m");
});
