import type { QueryResult, ShownDocument } from "../results.ts";
import type { Dataset, RankedList, Run } from "../types.ts";

/** One system's order and its figures, for looking at queries. */
export interface SystemOrder {
  readonly name: string;
  readonly run: Run;
  /** By measure, parallel to the queries. */
  readonly values: ReadonlyMap<string, Float64Array>;
}

/** How much of a query is shown. */
export interface ShownOptions {
  /** Documents of each system's order. Default 10. */
  readonly documents?: number | undefined;
  /** UTF-16 units of each document's text. Default 300. */
  readonly characters?: number | undefined;
}

/** The queries with the heads of all systems' orders and the beginnings of the texts in them: what a person looks through. */
export function queryResults(
  queries: readonly string[],
  dataset: Dataset,
  systems: readonly SystemOrder[],
  { documents: shown = 10, characters = 300 }: ShownOptions = {},
): readonly QueryResult[] {
  return queries.map((id, at) => {
    const rankings = Object.fromEntries(systems.map(({ name, run }) => [name, headOf(run.get(id), shown)]));
    const measures = systems.map(({ name, values }) => [name, valuesOf(values, at)] as const);
    const ids = new Set(Object.values(rankings).flatMap((head) => head.map((document) => document.id)));
    return {
      id,
      text: dataset.queries.get(id) ?? "",
      measures: Object.fromEntries(measures),
      rankings,
      documents: Object.fromEntries(documentsOf(ids, id, dataset, characters)),
    };
  });
}

function headOf(list: RankedList | undefined, shown: number): readonly ShownDocument[] {
  return (list?.documents ?? []).slice(0, shown).map((id, at) => ({ id, score: list?.scores[at] ?? null }));
}

function valuesOf(values: SystemOrder["values"], at: number): Readonly<Record<string, number>> {
  return Object.fromEntries([...values].map(([measure, ofQueries]) => [measure, ofQueries[at] as number]));
}

type ShownTexts = QueryResult["documents"];

function documentsOf(
  ids: Iterable<string>,
  query: string,
  { documents, qrels, firstStage }: Dataset,
  characters: number,
): readonly (readonly [string, ShownTexts[string]])[] {
  const judgements = qrels.get(query);
  const ranks = new Map(firstStage.get(query)?.documents.map((id, at) => [id, at + 1]));
  return Array.from(ids, (id) => [
    id,
    {
      text: shortened(documents.get(id) ?? "", characters),
      level: judgements?.get(id) ?? null,
      firstStageRank: ranks.get(id) ?? null,
    },
  ]);
}

/** Cut at a blank where there is one near the end, and never inside a surrogate pair. */
function shortened(text: string, characters: number): string {
  const oneLine = text
    .slice(0, characters * 2)
    .replace(/\s+/g, " ")
    .trim();
  if (oneLine.length <= characters) return oneLine;
  const cut = oneLine
    .slice(0, characters)
    .toWellFormed()
    .replace(/\ufffd$/, "");
  const blank = cut.lastIndexOf(" ");
  return `${blank > characters * 0.8 ? cut.slice(0, blank) : cut}…`;
}
