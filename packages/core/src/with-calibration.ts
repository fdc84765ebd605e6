import { calibrateRanking } from "./calibrate-ranking.ts";
import { calibratedScore } from "./calibrated-score.ts";
import type { CalibrationArtefact } from "./calibration-artefact.ts";
import { parseCalibration } from "./calibration-faults.ts";
import { calibrationFingerprint } from "./calibration-fingerprint.ts";
import { defineWrapper } from "./define-wrapper.ts";
import { rerankError } from "./errors.ts";
import type { Reranker } from "./reranker.ts";
import type { RerankResponse } from "./response.ts";
import type { RerankerTraits } from "./traits.ts";

/**
 * Turns a reranker's scores into probabilities by an artefact that was fitted on judged data: `score` is the probability,
 * `rawScore` the model's own number, the scale is `probability`, and the revision has the artefact's fingerprint behind it.
 * The order never changes: where probabilities would come out equal for unequal scores, the later one is the next smaller double.
 *
 * A row that has a `rawScore` already keeps it: that is the model's own number, of which the score was made. Scores of null stay null, a
 * first-stage answer stays as it is.
 *
 * The artefact holds for one reranker, revision and scale. An answer of another one (a fallback inside, a model replaced at
 * run time) comes back as it is, on its own scale, with the warning `calibration_not_applied`, and `minScore` is not applied
 * to it.
 *
 * Its place in a stack is outside `withCache`, which keeps raw scores, and inside `withFallback`, so that each reranker has a
 * calibration of its own.
 *
 * @throws RerankError `misconfigured` where the artefact is none, naming the field, or is of another reranker or scale; at
 *   warm-up also where it is of another revision, which many rerankers learn only then.
 */
export function withCalibration(inner: Reranker, artefact: CalibrationArtefact): Reranker {
  const checked = parseCalibration(artefact);
  refuse(calibrationMismatch(checked, inner), inner);
  const suffix = `calibration:${calibrationFingerprint(checked)}`;
  const probabilityOf = calibratedScore(checked);
  return defineWrapper(inner, {
    get traits() {
      return calibratedTraits(inner.traits, suffix);
    },
    async rerank(request, options) {
      const response = await inner.rerank(request, options);
      if (response.outcome.kind === "first-stage") return response;
      const mismatch = answerMismatch(checked, response);
      if (mismatch !== undefined) return passedThrough(response, mismatch);
      return {
        ...response,
        ranking: calibrateRanking(response.ranking, probabilityOf),
        revision: joined(response.revision, suffix),
        scoreScale: "probability",
      };
    },
    async warmup(options) {
      await inner.warmup(options);
      const { revision } = inner.traits;
      const mismatch = calibrationMismatch(checked, inner);
      // A reranker that tells no revision beforehand may tell it with its answers.
      refuse(mismatch ?? (revision === undefined ? undefined : revisionMismatch(checked, revision)), inner);
    },
  });
}

/**
 * Why an artefact cannot be this reranker's, as far as that can be told before anybody was asked: by id and scale. Revisions
 * are compared at warm-up and with each answer.
 */
export function calibrationMismatch(artefact: CalibrationArtefact, { id, traits }: Reranker): string | undefined {
  if (artefact.rerankerId !== id) return `it was fitted for ${artefact.rerankerId}, this is ${id}: calibrate this one`;
  // "unknown" may become more exact.
  return traits.scoreScale === "unknown" ? undefined : scaleMismatch(artefact, traits.scoreScale);
}

function answerMismatch(artefact: CalibrationArtefact, response: RerankResponse): string | undefined {
  const { rerankerId, revision, scoreScale } = response;
  if (rerankerId !== artefact.rerankerId) return `${rerankerId} answered, it was fitted for ${artefact.rerankerId}`;
  return revisionMismatch(artefact, revision) ?? scaleMismatch(artefact, scoreScale);
}

function revisionMismatch(artefact: CalibrationArtefact, revision: string | undefined): string | undefined {
  if (artefact.revision === revision) return undefined;
  const said = (one: string | undefined): string => (one === undefined ? "no revision" : `revision ${one}`);
  return `it was fitted for ${said(artefact.revision)}, this is ${said(revision)}: calibrate anew`;
}

function scaleMismatch(artefact: CalibrationArtefact, scale: string): string | undefined {
  if (artefact.scoreScale === scale) return undefined;
  return `it was fitted on the scale "${artefact.scoreScale}", the scores are on "${scale}": calibrate anew`;
}

function refuse(mismatch: string | undefined, { id }: Reranker): void {
  if (mismatch === undefined) return;
  throw rerankError("misconfigured", `${id}: the calibration does not hold: ${mismatch}`, { provider: id });
}

function passedThrough(response: RerankResponse, mismatch: string): RerankResponse {
  const warning = { code: "calibration_not_applied", message: `scores are not calibrated: ${mismatch}` };
  return { ...response, warnings: [...response.warnings, warning] };
}

function calibratedTraits(traits: RerankerTraits, suffix: string): RerankerTraits {
  return { ...traits, scoreScale: "probability", revision: joined(traits.revision, suffix) };
}

function joined(revision: string | undefined, suffix: string): string {
  return revision === undefined ? suffix : `${revision}+${suffix}`;
}
