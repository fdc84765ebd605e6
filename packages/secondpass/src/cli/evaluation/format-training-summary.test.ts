import type { TrainingSummary } from "@secondpass/eval";
import { expect, it } from "vitest";
import { formatTrainingSummary } from "./format-training-summary.ts";

const nothing = {
  withoutText: 0,
  sameText: 0,
  unscored: 0,
  absoluteMargin: 0,
  relativeMargin: 0,
  maxScore: 0,
  minScore: 0,
};
const whole: TrainingSummary = {
  queries: 3,
  used: 3,
  withoutText: 0,
  withoutPositives: 0,
  withoutNegatives: 0,
  droppedPositives: 0,
  triples: 4,
  negatives: 16,
  short: 0,
  droppedNegatives: nothing,
};

it("is one line where nothing was left out", () => {
  expect(formatTrainingSummary(whole, 16)).toEqual([
    "16 lines: 4 positives of 3 of 3 judged queries, with 16 negatives",
  ]);
});

it("counts what was left out, by its reason", () => {
  const droppedNegatives = { ...nothing, relativeMargin: 7, withoutText: 1 };
  const lossy = { ...whole, used: 1, withoutText: 1, withoutNegatives: 1, droppedPositives: 2, short: 3 };
  expect(formatTrainingSummary({ ...lossy, droppedNegatives }, 5).slice(1)).toEqual([
    "queries left out: 1 without a text, 1 without a negative",
    "relevant documents left out: 2 without a text, or without a score that a margin needs",
    "candidates left out: 7 by the relative margin, 1 without a text",
    "3 positives have fewer negatives than asked for; no n-tuple is written of those",
  ]);
});
