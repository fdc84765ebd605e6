import type { CalibrationArtefact, CalibrationMap } from "../calibration-artefact.ts";

/** An artefact for the scripted reranker, with whatever is given. */
export function calibration(given: Readonly<Record<string, unknown>> = {}): CalibrationArtefact {
  return {
    version: 1,
    rerankerId: "scripted:1",
    revision: "r1",
    scoreScale: "logit",
    method: "platt",
    parameters: { slope: 1, intercept: 0 },
    counts: { queries: 40, pairs: 400, relevant: 90 },
    figures: { auc: { mean: 0.9, low: 0.85, high: 0.94 }, brier: 0.1, ece: 0.02, logLoss: 0.3 },
    dataset: "sample",
    relevantFrom: 1,
    unjudged: "skip",
    madeAt: "2026-11-21T12:00:00.000Z",
    ...given,
  } as CalibrationArtefact;
}

/** One of each method. */
export const maps: readonly CalibrationMap[] = [
  { scoreScale: "logit", method: "platt", parameters: { slope: 0.7, intercept: -1.5 } },
  { scoreScale: "probability", method: "platt", parameters: { slope: 0.4, intercept: 2 } },
  { scoreScale: "logit", method: "temperature", parameters: { temperature: 2.5 } },
  { scoreScale: "probability", method: "temperature", parameters: { temperature: 0.5 } },
  {
    scoreScale: "similarity",
    method: "isotonic",
    parameters: { scores: [-0.2, 0.1, 0.4, 0.9], probabilities: [0.01, 0.02, 0.6, 0.97] },
  },
  { scoreScale: "unknown", method: "isotonic", parameters: { scores: [3], probabilities: [0.5] } },
];
