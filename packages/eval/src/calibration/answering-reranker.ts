import type { CallRecord } from "../experiment/rerank-dataset-options.ts";
import { InputError } from "../input-error.ts";
import type { CalibrateOptions } from "./calibration-result.ts";

/**
 * Whose scores a reranked dataset holds: id, revision and scale as the answers told them, which is exacter than what a reranker knows of
 * itself beforehand. Answers in first-stage order hold no scores and are passed over.
 *
 * @throws InputError where nobody scored anything, or answers are of several rerankers, revisions or scales: scores that mean
 *   different things make no calibration.
 */
export function answeringReranker(
  calls: readonly Pick<CallRecord, "rerankerId" | "revision" | "scoreScale" | "outcome">[],
): CalibrateOptions["reranker"] {
  const scored = calls.filter(({ outcome }) => outcome !== "first-stage");
  const kinds = new Map(
    scored.map(({ rerankerId: id, revision, scoreScale }) => [
      JSON.stringify([id, revision, scoreScale]),
      { id, revision, scoreScale },
    ]),
  );
  const [one, ...others] = kinds.values();
  if (!one) throw new InputError("no query was answered with scores");
  if (others.length === 0) return one;
  const told = [one, ...others].map(
    ({ id, revision, scoreScale }) => `${id} (revision ${revision ?? "unknown"}, ${scoreScale})`,
  );
  throw new InputError(
    `the answers are of several rerankers, revisions or scales: ${told.join("; ")}. Ask one of them, and all queries anew`,
  );
}
