import type { CalibrationMap } from "./calibration-artefact.ts";

/**
 * A name for what an artefact does to scores: 16 hexadecimal digits, the same for the same method, parameters and scale,
 * whenever and on whatever it was fitted. For revisions, not against forgery.
 *
 * Source: FNV-1a, 64 bits, by Fowler, Noll and Vo: short, and it needs no module of a platform.
 */
export function calibrationFingerprint({ method, parameters, scoreScale }: CalibrationMap): string {
  // By name, so that the order of keys in a file makes no other calibration.
  const sorted = Object.entries(parameters).sort(([one], [other]) => (one < other ? -1 : 1));
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(JSON.stringify([method, scoreScale, sorted]))) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}
