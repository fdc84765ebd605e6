import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { thisMachine } from "../machine.ts";
import type { Terminal } from "../terminal.ts";
import { type OnnxCpuArguments, onnxCpuHelp, parseOnnxCpuArguments } from "./arguments.ts";
import { type Contender, contendersOf } from "./contenders.ts";
import { tokenCounter } from "./count-tokens.ts";
import { type KeptSamples, openKeptSamples, type SampleKey } from "./kept-samples.ts";
import { measureRounds, type Round } from "./measure.ts";
import { type ModelName, modelOf } from "./models.ts";
import { instructionSets, pythonVersions, versions } from "./provenance.ts";
import { onnxCpuReport, type Section } from "./report.ts";
import type { Sample } from "./sample.ts";
import { summarise } from "./summary.ts";
import { type LengthName, type List, listSource, readSource, type TextSource } from "./texts.ts";

/** Measures and prints a report. Returns the exit status: 0 done, 2 wrong usage or something is missing. */
export async function runOnnxCpu(args: readonly string[], terminal: Terminal): Promise<number> {
  let asked: OnnxCpuArguments | undefined;
  try {
    asked = parseOnnxCpuArguments(args);
  } catch (error) {
    terminal.complain(`${error instanceof Error ? error.message : error}\n\n${onnxCpuHelp}`);
    return 2;
  }
  if (!asked) {
    terminal.print(onnxCpuHelp);
    return 0;
  }
  const missing = whatIsMissing(asked);
  if (missing !== undefined) {
    terminal.complain(missing);
    return 2;
  }
  const hasPython = pythonVersions(asked.python).length > 0;
  if (!hasPython) terminal.complain(`${asked.python} has no sentence-transformers; it is left out.`);
  const source = await readSource(asked.assets);
  const sections = await measureAll(asked, source, hasPython, terminal);
  const frame = {
    machine: thisMachine(),
    command: ["node bench/dist/onnx-cpu.js", ...args].join(" "),
    instructionSets: instructionSets(),
    versions: versions(hasPython ? asked.python : undefined),
    source: source.name,
  };
  terminal.print(onnxCpuReport(frame, sections));
  return 0;
}

function whatIsMissing({ crossEncoder, models }: OnnxCpuArguments): string | undefined {
  if (process.platform !== "linux") return "Memory and load are read from /proc, which only Linux has.";
  const peers = fileURLToPath(new URL("../../onnx-cpu/node_modules", import.meta.url));
  if (!existsSync(peers)) return "The peers are not installed: run npm ci in bench/onnx-cpu.";
  const folders = models.map((name) => modelOf(name, crossEncoder).folder);
  const absent = folders.find((folder) => !existsSync(`${folder}/tokenizer.json`));
  return absent === undefined ? undefined : `There is no model in ${absent}.`;
}

async function measureAll(
  asked: OnnxCpuArguments,
  source: TextSource,
  hasPython: boolean,
  terminal: Terminal,
): Promise<readonly Section[]> {
  const sections: Section[] = [];
  const kept = openKeptSamples(asked.json, asked.seed);
  for (const name of asked.models) {
    for (const length of asked.lengths) {
      sections.push(await measureSection(asked, { name, length, source, hasPython }, terminal, kept));
    }
  }
  terminal.progress("");
  return sections;
}

interface Subject {
  readonly name: ModelName;
  readonly length: LengthName;
  readonly source: TextSource;
  readonly hasPython: boolean;
}

async function measureSection(
  asked: OnnxCpuArguments,
  { name, length, source, hasPython }: Subject,
  terminal: Terminal,
  kept: KeptSamples,
): Promise<Section> {
  const model = modelOf(name, asked.crossEncoder);
  const contenders = contendersOf(name).filter(({ family }) => hasPython || family !== "sentence-transformers");
  const countTokens = tokenCounter(model.folder);
  const fresh = listSource(source, length, asked.seed, countTokens);
  const pairTokens: number[] = [];
  const count = (text: string): number => countTokens(text.split(" "));
  const lists = (candidates: number): List => {
    const list = fresh(candidates);
    if (candidates > 1) pairTokens.push(...list.documents.map((text) => count(list.query) + count(text) + 3));
    return list;
  };
  const rounds: Round[] = [];
  const keyOf = (round: number, contender: Contender): SampleKey => ({
    model: name,
    length,
    round,
    contender: contender.name,
  });
  const onSample = (round: number, contender: Contender): void =>
    terminal.progress(`${name}, ${length}: round ${round + 1} of ${asked.rounds}: ${contender.name}`);
  const options = {
    ...asked,
    model,
    length,
    contenders,
    lists,
    onSample,
    known: (round: number, contender: Contender) => kept.find(keyOf(round, contender)),
    onTaken: (round: number, contender: Contender, sample: Sample) => kept.keep(keyOf(round, contender), sample),
  };
  for await (const round of measureRounds(options)) rounds.push(round);
  pairTokens.sort((a, b) => a - b);
  return { model, length, rounds: rounds.length, pairTokens, summaries: summarise(contenders, rounds) };
}
