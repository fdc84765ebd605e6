import type { Measure } from "@secondpass/eval";
import { UsageError } from "../usage-error.ts";
import type { DatasetOptions } from "./dataset-arguments.ts";
import { type Gate, parseGate } from "./gate.ts";
import type { RerankingOptions } from "./reranking-options.ts";

/** The options of `eval` as commander hands them over. */
export interface EvalOptions extends RerankingOptions, DatasetOptions {
  readonly measure?: readonly string[];
  readonly price?: readonly string[];
  readonly baseline?: string;
  readonly context?: { readonly size: number; readonly unit: "documents" | "tokens" };
  readonly relevantFrom: number;
  readonly sample?: number;
  readonly skipMissing?: true;
  readonly seed: number;
  readonly out?: string;
  readonly saveRuns?: true;
  readonly failBelow?: readonly string[];
  readonly format: "table" | "json";
}

/** What is measured and what must be reached, read before anything is asked. */
export interface Plan {
  readonly measures: readonly Measure[];
  readonly gates: readonly Gate[];
}

/** Measures that most people ask for; the last tells how much of what is shown was judged at all. */
const usualMeasures = ["nDCG@10", "RR@10", "Success@5", "Judged@10"];

/**
 * Reads measures and bounds. A measure that only a bound names is measured too.
 *
 * @throws UsageError, InputError saying which of them is none.
 */
export function planOf(
  { measure = usualMeasures, failBelow = [], saveRuns, out }: EvalOptions,
  { parseMeasure, parseMeasures }: Pick<typeof import("@secondpass/eval"), "parseMeasure" | "parseMeasures">,
): Plan {
  if (saveRuns && out === undefined) throw new UsageError("--save-runs: only with --out, the folder that they go to");
  const gates = failBelow.map((text) => parseGate(text, (name) => parseMeasure(name).name));
  const asked = [...measure.flatMap(parseMeasures), ...gates.map((gate) => parseMeasure(gate.measure))];
  const measures = new Map(asked.map((one) => [one.name, one]));
  return { measures: [...measures.values()], gates };
}

/**
 * The baseline and the bounds speak of systems that there are: a bound on nobody would always be kept.
 *
 * @param systems the first stage's name and the rerankers'.
 * @throws UsageError naming the one that is not there, and those that are.
 */
export function checkNames(
  { baseline }: Pick<EvalOptions, "baseline">,
  gates: readonly Gate[],
  systems: readonly string[],
): void {
  const named = [["the baseline", baseline], ...gates.map(({ system }) => ["--fail-below:", system])] as const;
  for (const [what, name] of named) {
    if (name === undefined || systems.includes(name)) continue;
    throw new UsageError(`${what} "${name}" is none of the systems: ${systems.join(", ")}`);
  }
}

/** What `--context` says: `5` documents, or `2000t` tokens. @throws UsageError showing how it is written. */
export function parseContext(text: string): NonNullable<EvalOptions["context"]> {
  const match = /^([1-9]\d*)(t|tokens)?$/.exec(text.trim());
  if (!match) throw new UsageError(`"${text}" is no size of a prompt; write 5 for documents or 2000t for tokens`);
  return { size: Number(match[1]), unit: match[2] === undefined ? "documents" : "tokens" };
}
