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
  /** Told before each sample. */
  readonly onSample: (round: number, contender: Contender) => void;
}

/** Candidates of each list. */
export const candidates = 100;
/** Lists timed in one process; long ones take long. */
const timedLists: Readonly<Record<LengthName, number>> = { short: 3, long: 1 };
/** How often a disturbed sample is taken again; the least disturbed one counts. */
const retries = 3;
/** So long is waited, at most, for others to end what they do before a sample is taken. */
const patienceSeconds = 60;

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
        options.onSample(round, contender);
        const file = join(folder, "job.json");
        const job: Job = { ...common, batchSize: contender.batchSize };
        writeFileSync(file, JSON.stringify(job));
        samples.set(contender.name, await undisturbed(() => takeSample(commandOf(contender, options.python), file)));
      }
      yield samples;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function undisturbed(take: () => Promise<Sample>): Promise<Sample> {
  await waitForQuiet(patienceSeconds);
  let best = await take();
  for (let retry = 0; retry < retries && best.foreignCores > disturbance; retry++) {
    await waitForQuiet(patienceSeconds);
    const next = await take();
    if (next.foreignCores < best.foreignCores) best = next;
  }
  return best;
}

function shuffled<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  return items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}
