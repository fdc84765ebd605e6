import { expect, it } from "vitest";
import { type CalibrationReport, formatCalibration } from "./format-calibration.ts";

const bins = [
  { low: 0, high: 0.1, count: 90, predicted: 0.04, observed: 0.05 },
  { low: 0.9, high: 1, count: 10, predicted: 0.95, observed: 0.9 },
];
const figures = {
  threshold: 0.62,
  precision: 0.93,
  precisionLow: 0.901,
  recall: 0.7,
  kept: 30,
  keptPerQuery: 1.5,
  emptyQueries: 0.1,
};
const report: CalibrationReport = {
  dataset: "tickets",
  reranker: { id: "cohere:rerank-v3.5", revision: "r1", scoreScale: "probability" },
  judged: { unjudged: "skip", withoutJudgement: 7 },
  result: {
    verdict: "calibrated",
    counts: { queries: 20, pairs: 100, relevant: 12 },
    separation: { mean: 0.9123, low: 0.85, high: 0.95 },
    candidates: [
      { method: "temperature", unusable: "better scores are not more relevant" },
      { method: "platt", brier: 0.08, ece: 0.02, logLoss: 0.3 },
      { method: "isotonic", brier: 0.09, ece: 0.03, logLoss: 0.31 },
    ],
    before: { system: "s", bins, ece: 0.2, brier: 0.15 },
    artefact: { method: "platt" } as never,
    predictions: [],
  },
  reliability: { system: "s", bins, ece: 0.02, brier: 0.08 },
  precision: 0.9,
  advice: { reachable: true, ...figures },
};

it("is read from top to bottom", () => {
  expect(formatCalibration(report)).toBe(`cohere:rerank-v3.5, revision r1, scores on the scale "probability"
tickets: 20 queries, 100 scored documents, 12 of them relevant; 7 without a judgement are left out

separation  0.912 (0.850–0.950): how likely a relevant document scores above another; 0.5 is chance

method               Brier     ECE  log loss
scores as they are  0.1500  0.2000
temperature         does not fit: better scores are not more relevant
platt               0.0800  0.0200    0.3000  taken
isotonic            0.0900  0.0300    0.3100
figures are of queries that the fit has not seen; less is better

probability  documents  predicted  relevant
0.0–0.1             90      0.040     0.050  █│····························
0.9–1.0             10      0.950     0.900  ███████████████████████████·│·
█ relevant, │ predicted

for a precision of 90.0 %: minScore 0.62
  precision 93.0 %, at least 90.1 % with 95 % confidence
  keeps 70.0 % of the relevant documents, 1.50 documents a query on average
  leaves 10.0 % of the queries without any
`);
});

it("says where a precision cannot be reached", () => {
  const shown = formatCalibration({ ...report, precision: 0.99, advice: { reachable: false, best: figures } });
  expect(shown).toContain(
    "a precision of 99.0 % cannot be reached; nearest to it comes minScore 0.62\n  precision 93.0 %",
  );
  expect(formatCalibration({ ...report, advice: { reachable: false } })).toMatch(/90\.0 % cannot be reached\n$/);
});

it("ends with the verdict where there is no clean separation", () => {
  const { artefact, ...result } = report.result;
  const refused = {
    ...result,
    verdict: "no clean separation",
    reason: "too little",
    candidates: [],
    separation: undefined,
  } as const;
  const shown = formatCalibration({ ...report, result: refused, reliability: undefined, advice: undefined });
  expect(shown.split("\n\n").slice(1)).toEqual(["no clean separation: too little\n"]);
  expect(formatCalibration({ ...report, result: { ...refused, artefact } })).toMatch(
    /too little\nforced all the same; its probabilities mean little\n$/,
  );
});

it("ids of others are harmless to a terminal", () => {
  const reranker = { id: "tei:\u001b[31mhost", scoreScale: "logit" } as const;
  expect(formatCalibration({ ...report, reranker, dataset: "a\nb" })).toMatch(
    /^tei:host, scores on the scale "logit"\na b: 20 queries/,
  );
});
