import { type CalibrationArtefact, type Reranker, withCalibration } from "@secondpass/core";
import { subjectAround } from "./subject-around.ts";
import { testReranker } from "./test-reranker.ts";

/** An artefact for whatever reranker. */
function calibrate(inner: Reranker): Reranker {
  const artefact: CalibrationArtefact = {
    version: 1,
    rerankerId: inner.id,
    revision: inner.traits.revision,
    scoreScale: inner.traits.scoreScale,
    method: "isotonic",
    parameters: { scores: [0, 0.2, 0.21, 0.8], probabilities: [0.01, 0.02, 0.5, 0.9] },
    counts: { queries: 40, pairs: 400, relevant: 90 },
    figures: { auc: { mean: 0.9, low: 0.85, high: 0.94 }, brier: 0.1, ece: 0.02, logLoss: 0.3 },
    dataset: "sample",
    relevantFrom: 1,
    unjudged: "skip",
    madeAt: "2026-11-21T12:00:00.000Z",
  };
  return withCalibration(inner, artefact);
}

testReranker("withCalibration around the scripted reranker", { ...subjectAround(calibrate), wrap: calibrate });
