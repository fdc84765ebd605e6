import { type Reranker, rerank } from "@secondpass/core";
import { type Dataset, evaluate, parseMeasure, type RankedList, type Run } from "@secondpass/eval";

/** How well a reranker ordered a collection's first-stage lists. */
export interface QualityFigures {
  /** How many queries are judged. */
  readonly queries: number;
  /** Mean nDCG of the given order. */
  readonly given: number;
  /** Mean nDCG after reranking. */
  readonly reranked: number;
  /** Queries whose nDCG rose. */
  readonly wins: number;
  /** Queries whose nDCG fell. */
  readonly losses: number;
  readonly ties: number;
  /** Wall time of all calls, one after the other. */
  readonly seconds: number;
}

/** How a measurement is made. */
export interface MeasureOptions {
  /** How many documents of each list are reranked; the rest keeps its order behind them. */
  readonly depth: number;
  /** Where nDCG is cut. */
  readonly k: number;
  /** Told after each query. */
  readonly onQuery?: ((done: number, of: number) => void) | undefined;
}

/** A difference below this is rounding, not a change. */
const epsilon = 1e-9;

/**
 * Reranks the given list of every judged query and compares nDCG with the given order's.
 *
 * @throws Error where a text is missing, or an answer is anything but complete: a degraded one would be measured as if the
 *   reranker had given it.
 */
export async function measureQuality(
  dataset: Dataset,
  reranker: Reranker,
  options: MeasureOptions,
): Promise<QualityFigures> {
  const start = performance.now();
  const run = await rerankRun(dataset, reranker, options);
  const seconds = (performance.now() - start) / 1000;
  const before = ndcgOf(dataset.firstStage, dataset, options.k);
  const after = ndcgOf(run, dataset, options.k);
  const changes = before.byQuery.map((value, place) => (after.byQuery[place] ?? 0) - value);
  return {
    queries: dataset.qrels.size,
    given: before.mean,
    reranked: after.mean,
    wins: changes.filter((change) => change > epsilon).length,
    losses: changes.filter((change) => change < -epsilon).length,
    ties: changes.filter((change) => Math.abs(change) <= epsilon).length,
    seconds,
  };
}

interface Ndcg {
  /** In the order of the judgements. */
  readonly byQuery: readonly number[];
  readonly mean: number;
}

function ndcgOf(run: Run, { qrels }: Dataset, k: number): Ndcg {
  const measure = parseMeasure(`nDCG@${k}`);
  const { values, means } = evaluate(run, qrels, [measure]);
  return { byQuery: [...(values.get(measure.name) ?? [])], mean: means.get(measure.name) ?? Number.NaN };
}

async function rerankRun(dataset: Dataset, reranker: Reranker, { depth, onQuery }: MeasureOptions): Promise<Run> {
  const run = new Map<string, RankedList>();
  let done = 0;
  for (const id of dataset.qrels.keys()) {
    const given = dataset.firstStage.get(id)?.documents ?? [];
    const top = given.slice(0, depth);
    const documents = [...(await rerankList(dataset, reranker, id, top)), ...given.slice(depth)];
    run.set(id, { documents, scores: documents.map(() => null) });
    onQuery?.(++done, dataset.qrels.size);
  }
  return run;
}

async function rerankList(
  { queries, documents }: Dataset,
  reranker: Reranker,
  id: string,
  list: readonly string[],
): Promise<readonly string[]> {
  if (list.length === 0) return [];
  const result = await rerank({
    reranker,
    query: textIn(queries, "query", id),
    documents: list,
    text: (document) => textIn(documents, "document", document),
  });
  if (result.outcome.kind !== "reranked") throw new Error(`query ${id}: the answer was ${result.outcome.kind}`);
  return result.documents;
}

function textIn(texts: ReadonlyMap<string, string>, what: string, id: string): string {
  const text = texts.get(id);
  if (text === undefined) throw new Error(`the collection has no text of ${what} ${id}`);
  return text;
}
