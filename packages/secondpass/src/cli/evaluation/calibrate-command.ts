import { resolve } from "node:path";
import type { CalibrationMethod } from "@secondpass/core";
import { Command, InvalidArgumentError, Option } from "commander";
import { finiteNumber, orderHelp, positiveInteger } from "../arguments.ts";
import type { Chosen } from "../choose-reranker.ts";
import { exitStatus } from "../exit-status.ts";
import type { Io } from "../io.ts";
import { SilentExit } from "../silent-exit.ts";
import { UsageError } from "../usage-error.ts";
import { addDatasetArguments, type DatasetOptions, openDataset } from "./dataset-arguments.ts";
import { type CalibrationReport, formatCalibration } from "./format-calibration.ts";
import { loadEval, loadEvalFiles } from "./load-eval.ts";
import { rerankSystem, type System, systemsOf } from "./rerank-system.ts";
import { addRerankingOptions, answersHelp, type RerankingOptions } from "./reranking-options.ts";

/** The options of `calibrate` as commander hands them over. */
interface CalibrateCommandOptions extends RerankingOptions, DatasetOptions {
  readonly method: CalibrationMethod | "auto";
  readonly precision: number;
  readonly relevantFrom: number;
  readonly fitOnUnjudged?: true;
  readonly force?: true;
  readonly seed: number;
  readonly output?: string;
  readonly format: "table" | "json";
}

/** `secondpass calibrate`: what do this reranker's scores mean? */
export function calibrateCommand(io: Io, signal: AbortSignal): Command {
  const command = new Command("calibrate").description(
    "Turn a reranker's scores into probabilities, fitted on judged queries, and advise a threshold.",
  );
  return addRerankingOptions(addDatasetArguments(command))
    .addOption(
      new Option("--method <method>", "how").choices(["auto", "platt", "isotonic", "temperature"]).default("auto"),
    )
    .option("--precision <share>", "the share of kept documents that should be relevant, for the threshold", share, 0.9)
    .option("--relevant-from <level>", "the level from which on a document counts as relevant", positiveInteger, 1)
    .option("--fit-on-unjudged", "documents without a judgement count as not relevant (default: they are left out)")
    .option("--force", "write a calibration even where the scores do not tell relevant documents from others")
    .option("--seed <n>", "of what is drawn: groups of queries, intervals", positiveInteger, 42)
    .option("-o, --output <file>", "write the calibration there, for `calibration` in the configuration")
    .addOption(new Option("--format <format>", "how to print").choices(["table", "json"]).default("table"))
    .addHelpText("after", `${orderHelp}\n${answersHelp}\n${help}`)
    .action((folder: string | undefined, options: CalibrateCommandOptions) =>
      calibrateReranker(folder, options, { io, signal }),
    );
}

const help = `
Of an entry of a configuration file the first reranker is calibrated: without its fallbacks, and without the calibration that it
has.

Examples:
  $ secondpass calibrate ./support-tickets -r onnx -o calibration.json
  $ secondpass calibrate ./scifact -r cohere:rerank-v3.5 --fit-on-unjudged --precision 0.8

Exit status: 0 calibrated, 1 failed or "no clean separation", 2 wrong usage or bad data, 130 interrupted.`;

function share(text: string): number {
  const value = finiteNumber(text);
  if (value <= 0 || value > 1) throw new InvalidArgumentError("It must be above 0 and at most 1.");
  return value;
}

interface Surroundings {
  readonly io: Io;
  readonly signal: AbortSignal;
}

async function calibrateReranker(
  folder: string | undefined,
  options: CalibrateCommandOptions,
  { io, signal }: Surroundings,
): Promise<void> {
  const { adviseThreshold, answeringReranker, calibrate, judgedPairs, reliability } = await loadEval();
  const { method, force, seed, relevantFrom, precision } = options;
  const system = await systemOf(options, io);
  const { dataset, warnings } = await openDataset(folder, options, io);
  for (const warning of warnings) io.warn(warning);
  const { run, calls } = await rerankSystem(system, dataset, [...dataset.qrels.keys()], { options, io, signal });
  const reranker = answeringReranker(calls);
  const unjudged = options.fitOnUnjudged ? "not-relevant" : "skip";
  const judged = judgedPairs(run, dataset.qrels, { relevantFrom, unjudged });
  const result = calibrate(judged, { reranker, dataset: dataset.name, method, force, seed });
  const advice = result.verdict === "calibrated" ? adviseThreshold(result.predictions, { precision }) : undefined;
  const bins = result.after && reliability(result.after.system, result.predictions, { strategy: "equal-width" });
  await finish({ dataset: dataset.name, reranker, judged, result, reliability: bins, precision, advice }, options, io);
}

async function finish(report: CalibrationReport, options: CalibrateCommandOptions, io: Io): Promise<void> {
  const { result } = report;
  io.print(options.format === "json" ? calibrationJson(report) : formatCalibration(report));
  if (options.output !== undefined && result.artefact) {
    const { writeFileAtomically } = await loadEvalFiles();
    await writeFileAtomically(resolve(io.cwd, options.output), `${JSON.stringify(result.artefact, undefined, 2)}\n`);
    io.note(`written to ${options.output}; name it as "calibration" of the reranker in the configuration`);
  }
  if (result.verdict !== "calibrated") throw new SilentExit(exitStatus.failed);
}

/** All but the single predictions. */
function calibrationJson({ result, precision, advice, reliability: _bins, ...rest }: CalibrationReport): string {
  const { predictions: _, ...figures } = result;
  const { unjudged, withoutJudgement } = rest.judged;
  const report = {
    ...rest,
    judged: { unjudged, withoutJudgement },
    ...figures,
    threshold: advice && { for: precision, ...advice },
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

async function systemOf(options: RerankingOptions, io: Io): Promise<System> {
  const [system, ...others] = await systemsOf(options, io);
  if (others.length > 0) throw new UsageError("-r: one reranker at a time is calibrated");
  const { name, chosen } = system as System;
  return { name, chosen: bare(chosen) };
}

/** An entry without its fallbacks, whose scores mean something else, and without the calibration that it has. */
function bare(chosen: Chosen): Chosen {
  if (chosen.kind === "shorthand") return chosen;
  const { config, entry } = chosen;
  const { calibration: _, fallback: __, ...rest } = Object(config.parsed.rerankers[entry]);
  const rerankers = { ...config.parsed.rerankers, [entry]: { ...rest, strict: true } };
  return { ...chosen, config: { ...config, parsed: { ...config.parsed, rerankers } } };
}
