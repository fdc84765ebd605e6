import { describe, expect, it } from "vitest";
import type { ComparisonResult, EvaluationResults } from "../results.ts";
import { sampleResults } from "./__fixtures__/sample-results.ts";
import { countsSentence, effectSentence, headline, leadingComparisons, priceSentence } from "./verdict.ts";

const sample = sampleResults({ queries: 20 });
const one: ComparisonResult = {
  system: "mini",
  baseline: "BM25",
  measure: "nDCG@10",
  difference: { mean: 0.034, low: 0.012, high: 0.057 },
  p: 0.002,
  adjustedP: 0.004,
  tTestP: 0.002,
  wins: 81,
  losses: 46,
  ties: 173,
  verdict: "better",
};
const open: ComparisonResult = {
  ...one,
  system: "terms",
  difference: { mean: 0.004, low: -0.008, high: 0.016 },
  adjustedP: 0.42,
  verdict: "no difference shown",
};
const worse: ComparisonResult = {
  ...one,
  system: "bad",
  difference: { mean: -0.1, low: -0.14, high: -0.06 },
  verdict: "worse",
};

function withComparisons(...comparisons: readonly ComparisonResult[]): EvaluationResults {
  return { ...sample, comparisons };
}

describe("the headline says what is shown", () => {
  it.each([
    [[one], "Yes: mini improves nDCG@10 by 0.0340."],
    [[one, open], "Yes, with mini: the only one of 2 systems shown to improve nDCG@10, by 0.0340."],
    [[one, open, { ...one, system: "maxi" }], "Yes: 2 of 3 systems improve nDCG@10, mini by the most (0.0340)."],
    [[one, { ...one, system: "maxi" }], "Yes: both systems improve nDCG@10, mini by the most (0.0340)."],
    [[open], "Not shown: terms does not differ from BM25 on nDCG@10 by more than chance explains."],
    [[open, open], "Not shown: none of 2 systems differs from BM25 on nDCG@10 by more than chance explains."],
    [[worse], "No: bad worsens nDCG@10."],
    [[worse, open], "No: none of 2 systems is shown to improve nDCG@10 over BM25, and 1 is worse."],
    [[worse, worse], "No: none of 2 systems is shown to improve nDCG@10 over BM25, and all are worse."],
    [[], "Nothing to compare: BM25 is the only order."],
  ])("%#: %s", (comparisons, expected) => {
    expect(headline(withComparisons(...comparisons))).toBe(expected);
  });

  it("no query is no result", () => {
    const none = { ...withComparisons(one), dataset: { ...sample.dataset, queries: 0 } };
    expect(headline(none)).toBe("Nothing was measured: no query is judged.");
  });

  it("other measures have no say in it", () => {
    expect(headline(withComparisons({ ...one, measure: "RR@10" }, open))).toMatch(/^Not shown/);
  });
});

it("a gain, a loss and neither, each with its interval", () => {
  expect(effectSentence(one)).toBe("improves nDCG@10 by 0.0340 (0.0120 to 0.0570).");
  expect(effectSentence(worse)).toBe("worsens nDCG@10 by 0.1000 (0.0600 to 0.1400).");
  expect(effectSentence(open)).toBe(
    "no difference shown on nDCG@10. +0.0040 was measured, too little to tell from chance (p = 0.4200): these queries fit " +
      "anything from −0.0080 to +0.0160.",
  );
  expect(effectSentence({ ...open, difference: { mean: 0.04, low: 0.007, high: 0.072 } })).toBe(
    "no difference shown on nDCG@10. +0.0400 was measured (+0.0070 to +0.0720): the interval leaves out 0, but the test, which " +
      "allows for the number of systems compared, cannot tell it from chance (p = 0.4200).",
  );
  expect(effectSentence({ ...one, difference: { mean: 0.03, low: -0.001, high: 0.06 } })).toBe(
    "improves nDCG@10 by 0.0300 (−0.0010 to +0.0600).",
  );
});

it("counts, and what a system takes where it is known", () => {
  expect(countsSentence(one)).toBe("81 queries better, 46 worse, 173 the same.");
  const [first, mini, hosted] = sample.systems;
  expect(first && priceSentence(first)).toBe("");
  expect(mini && priceSentence(mini)).toMatch(
    /^Takes 45 ms at the median, \d+ ms at the 95th percentile; costs \$0 per 1,000 queries\.$/,
  );
  expect(hosted && priceSentence(hosted)).toMatch(/; costs \$2\.00 per 1,000 queries; 7 answers were degraded\.$/);
});

it("the greatest gain comes first", () => {
  expect(leadingComparisons(withComparisons(worse, open, one)).map(({ system }) => system)).toEqual([
    "mini",
    "terms",
    "bad",
  ]);
});
