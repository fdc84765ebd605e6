import type { CalibrationArtefact } from "@secondpass/core";

/** An artefact for the scripted reranker "act:a", with whatever is given. */
export function calibration(given: Readonly<Record<string, unknown>> = {}): CalibrationArtefact {
  return JSON.parse(
    JSON.stringify({
      version: 1,
      rerankerId: "act:a",
      scoreScale: "similarity",
      method: "platt",
      parameters: { slope: 2, intercept: -1 },
      counts: { queries: 40, pairs: 400, relevant: 90 },
      figures: { auc: { mean: 0.9, low: 0.85, high: 0.94 }, brier: 0.1, ece: 0.02, logLoss: 0.3 },
      dataset: "sample",
      relevantFrom: 1,
      unjudged: "skip",
      madeAt: "2026-11-21T12:00:00.000Z",
      ...given,
    }),
  );
}
