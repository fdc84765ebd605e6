import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomNumbers } from "../overhead/texts.ts";
import { type Contender, commandOf } from "./contenders.ts";
import { disturbance, waitForQuiet } from "./foreign-load.ts";
import type { Model } from "./models.ts";
import { type Job, type Sample, takeSample } from "./sample.ts";
import type { LengthName, List } from "./texts.ts";

/** Samples by contender's name. */
export type Round = ReadonlyMap<string, Sample>;

/** How a measurement is made. */
export interface MeasureOptions {
  readonly model: Model;
  readonly length: LengthName;
  readonly contenders: readonly Contender[];
  readonly lists: (candidates: number) => List;
  readonly rounds: number;
  readonly seed: number;
  readonly python: string;
  readonly adapter: string | undefined;
  /** So long is waited, at most, for others to end what they do before a sample is taken. */
  readonly patienceSeconds: number;
  /** A sample that need not be taken any more. */
  readonly known: (round: number, contender: Contender) => Sample | undefined;
  /** Told before each sample. */
  readonly onSample: (round: number, contender: Contender) => void;
  /** Handed each sample that was taken. */
  readonly onTaken: (round: number, contender: Contender, sample: Sample) => void;
}

/** Candidates of each list. */
export const candidates = 100;
/** Lists timed in one process; long ones take long. */
const timedLists: Readonly<Record<LengthName, number>> = { short: 3, long: 1 };
/** How often a disturbed sample is taken again; the least disturbed one counts. */
const retries = 3;

/** Measures every contender in every round, in random order, each in a new process, all of a round on the same texts. */
export async function* measureRounds(options: MeasureOptions): AsyncGenerator<Round> {
  const { model, length, contenders, lists, rounds, adapter } = options;
  const random = randomNumbers(options.seed);
  const folder = mkdtempSync(join(tmpdir(), "secondpass-bench-"));
  try {
    for (let round = 0; round < rounds; round++) {
      const common = {
        model: model.folder,
        dtype: model.dtype,
        kind: model.kind,
        maxLength: model.maxLength,
        adapter,
        first: lists(1),
        warmUp: lists(candidates),
        timed: Array.from({ length: timedLists[length] }, () => lists(candidates)),
      };
      const samples = new Map<string, Sample>();
      for (const contender of shuffled(contenders, random)) {
        const known = options.known(round, contender);
        samples.set(contender.name, known ?? (await take(options, round, contender, common, folder)));
      }
      yield samples;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function take(
  { python, patienceSeconds, onSample, onTaken }: MeasureOptions,
  round: number,
  contender: Contender,
  common: Omit<Job, "batchSize">,
  folder: string,
): Promise<Sample> {
  onSample(round, contender);
  const file = join(folder, "job.json");
  writeFileSync(file, JSON.stringify({ ...common, batchSize: contender.batchSize } satisfies Job));
  let best: Sample | undefined;
  for (let attempt = 0; attempt <= retries && (best?.foreignCores ?? 1) > disturbance; attempt++) {
    await waitForQuiet(patienceSeconds);
    const next = await takeSample(commandOf(contender, python), file);
    if (!best || next.foreignCores < best.foreignCores) best = next;
  }
  onTaken(round, contender, best as Sample);
  return best as Sample;
}

function shuffled<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  return items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}
