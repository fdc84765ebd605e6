import { judgedPairs } from "../calibration/judged-pairs.ts";
import { reliability } from "../calibration/reliability.ts";
import { compareSystems } from "../compare/compare-systems.ts";
import { estimatesOf } from "../compare/estimates-of.ts";
import { poolCeiling } from "../compare/pool-ceiling.ts";
import { contextEffect } from "../context/context-effect.ts";
import { firstStageName } from "../first-stage-name.ts";
import { InputError } from "../input-error.ts";
import { type Evaluation, evaluate } from "../measures/evaluate.ts";
import type { Measure } from "../measures/measure.ts";
import type { EvaluationResults, SystemResult } from "../results.ts";
import type { Dataset, Qrels, Run } from "../types.ts";
import { costFigures, latencyFigures, outcomeCounts } from "./figures.ts";
import { queryResults, type ShownOptions } from "./query-results.ts";
import type { CallRecord } from "./rerank-dataset-options.ts";

/** An order of the candidates that is to be evaluated: a reranker's, or one out of a file. */
export interface EvaluatedSystem {
  /** Unique, and not "first stage". */
  readonly name: string;
  readonly run: Run;
  readonly rerankerId?: string | undefined;
  readonly revision?: string | undefined;
  /** For latency, cost and outcomes. */
  readonly calls?: readonly CallRecord[] | undefined;
}

/** What is evaluated, and how. */
export interface EvaluateSystemsOptions {
  readonly dataset: Dataset;
  readonly systems: readonly EvaluatedSystem[];
  /** The first is the one that verdicts go by. */
  readonly measures: readonly Measure[];
  /** Candidates of each query that were reranked. */
  readonly depth: number;
  /** What the first stage is, for people. Default: "first stage". */
  readonly firstStage?: string | undefined;
  /** The system that others are compared with. Default: the first stage. */
  readonly baseline?: string | undefined;
  /** Judged queries without candidates: "zero" (default) counts them as trec_eval -c does, "skip" leaves them out. */
  readonly missing?: "zero" | "skip" | undefined;
  /** Also what reaches a prompt of so many documents, or tokens. */
  readonly context?: { readonly size: number; readonly unit: "documents" | "tokens" } | undefined;
  /** The level from which on a document counts as relevant in shares. Default 1. */
  readonly relevantFrom?: number | undefined;
  readonly shown?: ShownOptions | undefined;
  /** Of bootstrap and randomisation. Default 42. */
  readonly seed?: number | undefined;
  /** Default: now. */
  readonly madeAt?: Date | undefined;
  readonly warnings?: readonly string[] | undefined;
}

/**
 * Evaluates the first stage and every system over the same queries and candidates: measures with intervals, comparisons with the
 * baseline, the ceiling, latency and cost.
 *
 * @throws InputError where names clash, the baseline is no system, there is no measure, or the data cannot be measured.
 */
export function evaluateSystems(options: EvaluateSystemsOptions): EvaluationResults {
  const { dataset, measures, missing, seed, relevantFrom, baseline = firstStageName } = options;
  const systems: readonly EvaluatedSystem[] = [{ name: firstStageName, run: dataset.firstStage }, ...options.systems];
  check(systems, measures, baseline);
  const qrels = missing === "skip" ? judgedIn(dataset) : dataset.qrels;
  const evaluations = new Map(systems.map(({ name, run }) => [name, evaluate(run, qrels, measures)]));
  const { queries } = evaluations.get(firstStageName) as Evaluation;
  const orders = systems.map(({ name, run }) => ({ name, run, values: (evaluations.get(name) as Evaluation).values }));
  return {
    version: 1,
    madeAt: (options.madeAt ?? new Date()).toISOString(),
    dataset: {
      name: dataset.name,
      queries: queries.length,
      documents: dataset.documents.size,
      judgements: queries.reduce((sum, query) => sum + (qrels.get(query)?.size ?? 0), 0),
      relevantFrom: relevantFrom ?? 1,
      depth: options.depth,
      firstStage: options.firstStage ?? firstStageName,
    },
    measures: measures.map(({ name }) => name),
    baseline,
    systems: systems.map((system) => systemResult(system, evaluations.get(system.name) as Evaluation, seed)),
    ceiling: Object.fromEntries(poolCeiling(dataset.firstStage, qrels, measures, options.depth).means),
    comparisons: compareSystems(evaluations, { baseline, seed }),
    context: contextOf(options, qrels, systems),
    reliability: reliabilityOf(systems, qrels, relevantFrom),
    queries: queryResults(queries, dataset, orders, options.shown),
    warnings: [...(options.warnings ?? []), ...missingWarning(dataset, missing)],
  };
}

function check(systems: readonly EvaluatedSystem[], measures: readonly Measure[], baseline: string): void {
  if (measures.length === 0) throw new InputError("there is no measure; name one, such as nDCG@10");
  const names = systems.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) throw new InputError(`two systems are named "${twice}"; give one another name`);
  if (names.includes(baseline)) return;
  throw new InputError(`the baseline "${baseline}" is none of the systems: ${names.join(", ")}`);
}

function judgedIn({ qrels, firstStage }: Dataset): Dataset["qrels"] {
  return new Map([...qrels].filter(([query]) => firstStage.has(query)));
}

function missingWarning({ qrels, firstStage }: Dataset, missing: "zero" | "skip" | undefined): readonly string[] {
  const count = [...qrels.keys()].filter((query) => !firstStage.has(query)).length;
  if (count === 0) return [];
  const queries = count === 1 ? "1 judged query has" : `${count} judged queries have`;
  return [`${queries} no candidates: ${missing === "skip" ? "left out" : "counted as 0, as trec_eval -c does"}`];
}

function systemResult(system: EvaluatedSystem, evaluation: Evaluation, seed: number | undefined): SystemResult {
  const { name, rerankerId, revision, calls = [] } = system;
  const latency = latencyFigures(calls.map(({ durationMs }) => durationMs));
  return {
    name,
    rerankerId,
    revision,
    scoreScale: calls.find(({ outcome }) => outcome === "reranked")?.scoreScale,
    measures: estimatesOf(evaluation, { seed }),
    latency,
    cost: costFigures(calls),
    outcomes: calls.length === 0 ? undefined : outcomeCounts(calls),
  };
}

function contextOf(
  { context, dataset, relevantFrom }: EvaluateSystemsOptions,
  qrels: Qrels,
  systems: readonly EvaluatedSystem[],
): EvaluationResults["context"] {
  if (!context) return undefined;
  const { size, unit } = context;
  const judged = { documents: dataset.documents, qrels };
  const effects = systems.map(({ name, run }) =>
    contextEffect(run, judged, { system: name, [unit]: size, relevantFrom }),
  );
  return { size, unit, effects };
}

/** Of the systems that scored on the scale of probabilities, over what is judged of the candidates that they scored so. */
function reliabilityOf(
  systems: readonly EvaluatedSystem[],
  qrels: Qrels,
  relevantFrom: number | undefined,
): EvaluationResults["reliability"] {
  const found = systems.flatMap(({ name, run, calls = [] }) => {
    // A fallback may have answered some of them on a scale of its own.
    const claiming = new Set(calls.filter(({ scoreScale }) => scoreScale === "probability").map(({ query }) => query));
    const answered = new Map([...run].filter(([query]) => claiming.has(query)));
    const { pairs } = judgedPairs(answered, qrels, { relevantFrom });
    const predicted = pairs.map(({ query, score, relevant }) => ({ query, probability: score, relevant }));
    return predicted.length === 0 ? [] : [reliability(name, predicted)];
  });
  return found.length === 0 ? undefined : found;
}
