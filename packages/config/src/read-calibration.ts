import { type CalibrationArtefact, calibrationFaults } from "@secondpass/core";
import type { Given } from "./draft.ts";
import { type Faults, memberPath } from "./faults.ts";
import type { Entry } from "./read-settings.ts";

/** Reads the calibration of one reranker; what is wrong with it is added to the faults, by field. */
export function readCalibration(
  entries: readonly Entry[],
  path: string,
  faults: Faults,
): Given<CalibrationArtefact> | undefined {
  const given = entries.find(([key]) => key === "calibration");
  if (!given) return undefined;
  const [key, value] = given;
  const at = memberPath(path, key);
  if (typeof value === "string") {
    faults.add(at, "must be the calibration itself, is a string; a path is read only where a file says it");
    return undefined;
  }
  for (const { path: field, message } of calibrationFaults(value))
    faults.add(field === "" ? at : `${at}.${field}`, message);
  // With faults nothing is made of the draft.
  return { value: value as CalibrationArtefact, path: at };
}
