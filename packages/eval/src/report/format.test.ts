import { expect, it } from "vitest";
import {
  formatCount,
  formatDifference,
  formatMeasure,
  formatMs,
  formatNumberOf,
  formatP,
  formatShare,
  formatUsd,
  shorten,
} from "./format.ts";

it.each([
  [formatMeasure(0.68894), "0.6889"],
  [formatMeasure(-0.00001), "0.0000"],
  [formatMeasure(undefined), "–"],
  [formatMeasure(Number.NaN), "–"],
  [formatDifference(0.0341), "+0.0341"],
  [formatDifference(-0.0341), "−0.0341"],
  [formatDifference(0.00004), "0.0000"],
  [formatP(0.00001), "< 0.0001"],
  [formatP(0.0499), "0.0499"],
  [formatMs(0.421), "0.42 ms"],
  [formatMs(4.21), "4.2 ms"],
  [formatMs(9.96), "10 ms"],
  [formatMs(45.4), "45 ms"],
  [formatMs(999.6), "1.00 s"],
  [formatMs(1240), "1.24 s"],
  [formatMs(undefined), "–"],
  [formatUsd(0), "$0"],
  [formatUsd(0.00416), "$0.0042"],
  [formatUsd(2), "$2.00"],
  [formatUsd(1234.5), "$1,234.50"],
  [formatCount(12_345), "12,345"],
  [formatShare(0.627), "62.7 %"],
  [formatNumberOf(1, "query", "queries"), "1 query"],
  [formatNumberOf(1200, "query", "queries"), "1,200 queries"],
  [shorten("abcdef", 4), "abc…"],
  [shorten("abcd", 4), "abcd"],
  [shorten("😀😀😀", 2), "😀…"],
])("%s is %s", (text, expected) => {
  expect(text).toBe(expected);
});
