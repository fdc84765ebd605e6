import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { ModelName } from "./models.ts";
import type { Sample } from "./sample.ts";
import type { LengthName } from "./texts.ts";

/** Which sample it is. */
export interface SampleKey {
  readonly model: ModelName;
  readonly length: LengthName;
  readonly round: number;
  readonly contender: string;
}

/** Samples of earlier runs with the same seed, and those of this one. */
export interface KeptSamples {
  find(key: SampleKey): Sample | undefined;
  keep(key: SampleKey, sample: Sample): void;
}

/**
 * Keeps samples in a file, so that a run that was broken off goes on where it was; without a file only for this run.
 *
 * @throws Error where the file is of another seed.
 */
export function openKeptSamples(file: string | undefined, seed: number): KeptSamples {
  const samples = new Map<string, Sample>();
  const nameOf = ({ model, length, round, contender }: SampleKey): string =>
    [model, length, round, contender].join(" / ");
  if (file !== undefined && existsSync(file)) {
    const kept = JSON.parse(readFileSync(file, "utf8"));
    if (kept.seed !== seed) throw new Error(`${file} holds samples of seed ${kept.seed}, not ${seed}`);
    for (const [name, sample] of Object.entries(kept.samples)) samples.set(name, sample as Sample);
  }
  return {
    find: (key) => samples.get(nameOf(key)),
    keep(key, sample) {
      samples.set(nameOf(key), sample);
      if (file !== undefined)
        writeFileSync(file, `${JSON.stringify({ seed, samples: Object.fromEntries(samples) })}\n`);
    },
  };
}
