import type { EvaluationResults } from "../results.ts";
import { type Html, html } from "./html.ts";

type Term = readonly [name: string, meaning: string];

/** What each measure's name begins with, and what it is. `@10` after it: over the first ten places. */
const measures: readonly (readonly [RegExp, string])[] = [
  [
    /^nDCG/,
    "Normalised discounted cumulative gain: each document gains its judged level, the less the further down it stands; as a share of what the best order would gain. 0 to 1.",
  ],
  [
    /^AP/,
    "Average precision: at each relevant document, the share of relevant ones down to there; the mean of these. Its mean over queries is known as MAP.",
  ],
  [
    /^RR/,
    "Reciprocal rank: 1 divided by the place of the first relevant document. Its mean over queries is known as MRR.",
  ],
  [/^P[(@]/, "Precision: the share of relevant documents among the first places."],
  [
    /^R[(@]/,
    "Recall: the share of the relevant documents that stand among the first places. Reranking cannot raise it at the depth that was reranked.",
  ],
  [
    /^Success/,
    "Success: whether a relevant document stands among the first places; the mean is the share of such queries.",
  ],
  [
    /^Judged/,
    "Judged: the share of the first places whose documents somebody judged. Where it is low, other measures say little.",
  ],
  [/^(Bpref|infAP)/, "A measure that leaves out documents that nobody judged, for collections judged in part."],
  [/^ERR/, "Expected reciprocal rank: of a reader who stops at a document the more likely the more relevant it is."],
  [/^RBP/, "Rank-biased precision: of a reader who goes on to the next document with a fixed probability."],
];

const always: readonly Term[] = [
  [
    "95 % interval",
    "Were the queries drawn anew from the same source many times, intervals made this way would hold the true mean in about 95 of 100 cases. Made by bootstrap: drawing the queries again and again.",
  ],
  [
    "Why intervals may overlap and yet a difference is shown",
    "The intervals of two systems hold what differs between queries, too. Comparisons pair the two systems' values of each query, which takes that out, so they see finer differences.",
  ],
  [
    "p",
    "How often chance alone, swapping the two systems' values at random query by query, makes a difference at least this large. “p (Holm)” allows for the number of systems compared; verdicts go by it, at 0.05.",
  ],
  [
    "No difference shown",
    "Not the same as no difference: the queries are too few, or the difference too small, to tell. The interval says what remains possible.",
  ],
  [
    "Ceiling",
    "What the best possible order of the same candidates would reach. What the first stage did not find, no reranker can bring back.",
  ],
  ["p50, p95, p99", "Half, 95 % and 99 % of the calls took no longer."],
  [
    "Degraded answer",
    "One that is not the reranker's in full: partial, given by a fallback, or the first stage's order. It counts with the order it gave, as users would have seen it.",
  ],
];

/** The terms that this report uses, explained for people who did not study them. */
export function glossary(results: EvaluationResults): Html {
  const terms: readonly Term[] = [
    ...results.measures.flatMap((name): readonly Term[] => {
      const meaning = measures.find(([pattern]) => pattern.test(name))?.[1];
      return meaning === undefined ? [] : [[name, `${meaning}${cutOff(name)}${fromLevel(name)}`]];
    }),
    ...always,
    ...(results.reliability ? reliabilityTerms : []),
  ];
  return html`<section id="terms" aria-labelledby="terms-title">
<h2 id="terms-title">What the words mean</h2>
<details class="terms"><summary>Measures, intervals, p and the rest</summary>
<dl>${terms.map(([name, meaning]) => html`<div><dt>${name}</dt><dd>${meaning}</dd></div>\n`)}</dl></details>
</section>`;
}

const reliabilityTerms: readonly Term[] = [
  [
    "Calibration error",
    "Expected calibration error: how far predicted and observed shares lie apart, averaged over the documents. 0 is best.",
  ],
  [
    "Brier score",
    "The mean squared distance between predicted probability and outcome. 0 is best; always saying 50 % gives 0.25.",
  ],
];

function cutOff(name: string): string {
  const places = /@(\d+)$/.exec(name)?.[1];
  return places === undefined ? "" : ` Here over the first ${places} ${places === "1" ? "place" : "places"}.`;
}

function fromLevel(name: string): string {
  const level = /rel=(\d+)/.exec(name)?.[1];
  return level === undefined ? "" : ` Relevant from level ${level} on.`;
}
