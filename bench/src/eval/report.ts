import { type Machine, provenance } from "../machine.ts";
import { median } from "../overhead/summary.ts";
import { markdownTable } from "../table.ts";
import { measureNames, type Sample } from "./sample.ts";

/** Samples by contender's name. */
export type Round = ReadonlyMap<string, Sample>;

/** What is said around the table. */
export interface ReportFrame {
  readonly queries: number;
  readonly depth: number;
  readonly seed: number;
  readonly runBytes: number;
  /** Contenders, ours first. */
  readonly names: readonly string[];
  readonly machine: Machine;
  readonly command: string;
}

const heading = [
  "contender",
  "seconds",
  "we are × faster",
  "lowest–highest",
  "CPU s",
  "process s",
  "peak RSS MB",
  "ours / its",
];

/** The report, as Markdown. */
export function evalReport(frame: ReportFrame, rounds: readonly Round[]): string {
  const { names, queries, depth, runBytes, seed, machine, command } = frame;
  const megabytes = Math.round(runBytes / 1e6);
  return `# Evaluation: from files to figures

${measureNames.join(", ")} of one run and their means: ${queries.toLocaleString("en")} queries × ${depth.toLocaleString("en")} documents, ${megabytes} MB in TREC's form, made by
seed ${seed}. Every contender runs in a process of its own, all of a round one after the other in random order; figures are the
median of ${rounds.length} ${rounds.length === 1 ? "round" : "rounds"}, ratios are taken within a round.

- seconds: from opening the files to the means, the program and its libraries loaded already, and what ranx compiles compiled
- CPU s: the processor's time for that, of all threads; the machine is shared, and this is what others disturb least
- process s: from the start of the process to its end
- peak RSS: of the process, its libraries included

${markdownTable(
  heading,
  names.map((name) => row(name, names[0] ?? name, rounds)),
)}

${agreement(names, rounds)}

Versions: ${names.map((name) => sampleOf(rounds[0], name).version).join(", ")}.

${provenance(machine, command)}`;
}

function row(name: string, ours: string, rounds: readonly Round[]): readonly string[] {
  const medianOf = (figure: (sample: Sample) => number): number =>
    median(rounds.map((round) => figure(sampleOf(round, name))));
  const ratios = (figure: (sample: Sample) => number): readonly number[] =>
    rounds.map((round) => figure(sampleOf(round, name)) / figure(sampleOf(round, ours)));
  const speed = ratios(({ seconds }) => seconds);
  const isOurs = name === ours;
  return [
    name,
    medianOf(({ seconds }) => seconds).toFixed(2),
    isOurs ? "" : median(speed).toFixed(1),
    isOurs ? "" : `${Math.min(...speed).toFixed(1)}–${Math.max(...speed).toFixed(1)}`,
    medianOf(({ cpuSeconds }) => cpuSeconds).toFixed(2),
    medianOf(({ processSeconds }) => processSeconds).toFixed(2),
    medianOf(({ peakRssMb }) => peakRssMb).toFixed(0),
    isOurs ? "" : (1 / median(ratios(({ peakRssMb }) => peakRssMb))).toFixed(2),
  ];
}

/** That figures agree shows that the same work is timed. */
function agreement(names: readonly string[], rounds: readonly Round[]): string {
  const [ours = ""] = names;
  const differences = names.flatMap((name) =>
    measureNames.map((measure) =>
      Math.abs(
        (sampleOf(rounds[0], name).figures[measure] ?? Number.NaN) -
          (sampleOf(rounds[0], ours).figures[measure] ?? Number.NaN),
      ),
    ),
  );
  const figures = measureNames.map((measure) => `${measure} ${sampleOf(rounds[0], ours).figures[measure]?.toFixed(6)}`);
  return `All found the same: ${figures.join(", ")}; the greatest difference is ${Math.max(...differences).toExponential(1)}.`;
}

function sampleOf(round: Round | undefined, name: string): Sample {
  const sample = round?.get(name);
  if (!sample) throw new Error(`there is no sample of ${name}`);
  return sample;
}
