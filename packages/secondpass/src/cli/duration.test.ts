import { expect, it } from "vitest";
import { formatDuration, parseDuration } from "./duration.ts";

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

it.each([
  [0, "0 s"],
  [1499, "1 s"],
  [59_400, "59 s"],
  [59_600, "1 min 0 s"],
  [200_000, "3 min 20 s"],
  [3_600_000, "1 h 0 min"],
  [7_500_000, "2 h 5 min"],
])("%d ms are %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
