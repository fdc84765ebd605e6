import type { PlannedReranker } from "@secondpass/config";
import { type CalibrationArtefact, type Reranker, withCalibration } from "@secondpass/core";
import type { OpenedConfig } from "../config-file/open-config.ts";
import type { KnownProviders } from "../known-providers.ts";
import { resolveReranker } from "../resolve-reranker.ts";
import { type Chosen, chooseReranker, opened, openNamed } from "./choose-reranker.ts";
import type { Io } from "./io.ts";

/** A reranker to be examined, not made yet. */
export interface Examinee {
  /** A shorthand, or where it stands in the configuration. */
  readonly name: string;
  /** Without guards, so that nothing hides what it does. */
  make(): Promise<Reranker>;
  /** What the configuration allows for an attempt. */
  readonly attemptTimeoutMs?: number;
}

/** What the command line says about what is examined. */
export interface ExamineeChoice {
  /** Every `-r`. */
  readonly reranker?: readonly string[] | undefined;
  readonly config?: string | undefined;
}

/**
 * What is examined: what each `-r` names; else every reranker of the configuration file, fallbacks included, or of the one entry
 * that `-c FILE#ENTRY` names; else what serves by default.
 *
 * @throws UsageError naming what is wrong with the choice or the file.
 */
export async function examineesOf(
  { reranker: named, config }: ExamineeChoice,
  io: Pick<Io, "cwd" | "env">,
): Promise<readonly Examinee[]> {
  if (named) {
    const chosen = await Promise.all(named.map((reranker) => chooseReranker({ reranker, config }, io)));
    return once(chosen.flatMap(ofChosen));
  }
  if (config !== undefined) {
    const { config: file, entry, entryNamed } = await openNamed(config, io);
    return ofEntries(file, entryNamed ? [entry] : undefined);
  }
  const file = io.env.SECONDPASS_RERANKER ? undefined : await opened({ cwd: io.cwd });
  return file ? ofEntries(file) : ofChosen(await chooseReranker({}, io));
}

function ofChosen(chosen: Chosen): readonly Examinee[] {
  if (chosen.kind === "entry") return ofEntries(chosen.config, [chosen.entry]);
  const { shorthand } = chosen;
  return [{ name: shorthand, make: () => resolveReranker(shorthand) }];
}

function ofEntries(
  { plan, providers }: OpenedConfig,
  entries: readonly string[] = Object.keys(plan.stacks),
): readonly Examinee[] {
  const planned = entries.flatMap((entry) => plan.stacks[entry]?.rerankers ?? []);
  return once(planned.map((one) => ofPlanned(one, providers)));
}

function ofPlanned(
  { path, provider, options, attemptTimeoutMs, calibration }: PlannedReranker,
  providers: KnownProviders,
): Examinee {
  const known = providers[provider as keyof KnownProviders];
  const make = async (): Promise<Reranker> => {
    const reranker = await known.create(options as never);
    return calibration ? calibrated(reranker, calibration.value) : reranker;
  };
  return { name: path, make, attemptTimeoutMs: attemptTimeoutMs.value };
}

/** A calibration that does not hold is a finding, not a leak. */
async function calibrated(reranker: Reranker, artefact: CalibrationArtefact): Promise<Reranker> {
  try {
    return withCalibration(reranker, artefact);
  } catch (error) {
    await reranker.close();
    throw error;
  }
}

/** Entries name each other as fallbacks; nobody pays for the same examination twice. */
function once(examinees: readonly Examinee[]): readonly Examinee[] {
  return [...new Map(examinees.map((one) => [one.name, one])).values()];
}
