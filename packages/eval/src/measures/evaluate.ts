import { InputError } from "../input-error.ts";
import type { Qrels, Run } from "../types.ts";
import { judgeList } from "./judged-list.ts";
import type { Measure } from "./measure.ts";

/** Which queries count. */
export interface EvaluateOptions {
  /**
   * What becomes of judged queries that the run lacks: "zero", the default, takes their lists for empty, as `trec_eval -c` does;
   * "skip" leaves them out, as trec_eval does without `-c`.
   */
  readonly missing?: "zero" | "skip" | undefined;
}

/** What measures say of a run. */
export interface Evaluation {
  /** In the order of the judgements. */
  readonly queries: readonly string[];
  /** By the measure's name; parallel to `queries`. */
  readonly values: ReadonlyMap<string, Float64Array>;
  /** By the measure's name: the mean over `queries`, or the sum where the measure is a count. */
  readonly means: ReadonlyMap<string, number>;
}

/**
 * Measures a run over the judged queries. Those that the run has beyond them are left out.
 *
 * The order of a list is taken as it is, scores are not looked at. A measure that is there twice counts once.
 *
 * @throws InputError where there are no judgements, or the run and the judgements have no query in common (an empty run is fine
 * with "zero"), or a measure cannot take the levels. RangeError where a list has a document twice. Both name the query.
 */
export function evaluate(
  run: Run,
  qrels: Qrels,
  measures: readonly Measure[],
  { missing = "zero" }: EvaluateOptions = {},
): Evaluation {
  const queries = missing === "zero" ? [...qrels.keys()] : [...qrels.keys()].filter((query) => run.has(query));
  checkOverlap(run, qrels, queries);
  const unique = [...new Map(measures.map((measure) => [measure.name, measure])).values()];
  const columns = unique.map((measure) => ({ measure, values: new Float64Array(queries.length) }));
  for (const [index, query] of queries.entries()) {
    const documents = run.get(query)?.documents ?? [];
    const judgements = qrels.get(query) ?? noJudgements;
    namingQuery(query, () => {
      const list = judgeList(documents, judgements);
      for (const { measure, values } of columns) {
        values[index] = measure.ofJudged ? measure.ofJudged(list) : measure.of(documents, judgements);
      }
    });
  }
  return {
    queries,
    values: new Map(columns.map(({ measure, values }) => [measure.name, values])),
    means: new Map(columns.map(({ measure, values }) => [measure.name, aggregate(measure, values)])),
  };
}

function namingQuery(query: string, measure: () => void): void {
  try {
    measure();
  } catch (error) {
    const place = `query ${JSON.stringify(query)}`;
    if (error instanceof RangeError) throw new RangeError(`${place}: ${error.message}`, { cause: error });
    if (error instanceof InputError) throw new InputError(`${place}: ${error.message}`, { cause: error });
    throw error;
  }
}

function aggregate({ aggregation }: Measure, values: Float64Array): number {
  const sum = values.reduce((total, value) => total + value, 0);
  return aggregation === "sum" ? sum : sum / values.length;
}

function checkOverlap(run: Run, qrels: Qrels, queries: readonly string[]): void {
  const [judged] = qrels.keys();
  if (judged === undefined) throw new InputError("there are no judgements; measures need some");
  const [found] = run.keys();
  if (queries.length === 0 && found === undefined)
    throw new InputError("the run has no query; nothing can be measured");
  if (found !== undefined && !queries.some((query) => run.has(query))) {
    const examples = `the run has for example ${JSON.stringify(found)}, the judgements ${JSON.stringify(judged)}`;
    throw new InputError(`no query of the run is judged: ${examples}; both must use the same query ids`);
  }
}

const noJudgements: ReadonlyMap<string, number> = new Map();
