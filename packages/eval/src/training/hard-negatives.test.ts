import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Dataset, RankedList } from "../types.ts";
import type { TrainingOptions } from "./training-options.ts";
import { type TrainingFormat, type TrainingRow, trainingRows } from "./training-rows.ts";
import { trainingTriples } from "./training-triples.ts";

interface Fixture {
  readonly queries: readonly string[];
  readonly documents: readonly string[];
  readonly relevant: Readonly<Record<string, readonly number[]>>;
  /** By query, then document. */
  readonly scores: readonly (readonly number[])[];
  readonly cases: readonly Case[];
}

interface Case {
  readonly options: Readonly<Record<string, number>>;
  readonly format: TrainingFormat;
  readonly scores: boolean;
  readonly rows: readonly TrainingRow[];
}

const file = new URL("./__fixtures__/hard-negatives.json", import.meta.url);
const { queries, documents, relevant, scores, cases }: Fixture = JSON.parse(readFileSync(file, "utf8"));

/** Ids are the texts. */
const dataset: Dataset = {
  name: "hard negatives",
  queries: new Map(queries.map((id) => [id, id])),
  documents: new Map(documents.map((id) => [id, id])),
  qrels: new Map(queries.map((id) => [id, new Map(relevant[id]?.map((at) => [documents[at] ?? "", 1]))])),
  firstStage: new Map(queries.map((id, at) => [id, ranked(scores[at] ?? [])])),
};

function ranked(of: readonly number[]): RankedList {
  const order = documents.map((id, at) => ({ id, score: of[at] ?? 0 })).sort((a, b) => b.score - a.score);
  return { documents: order.map(({ id }) => id), scores: order.map(({ score }) => score) };
}

const names: Readonly<Record<string, keyof TrainingOptions>> = {
  absolute_margin: "absoluteMargin",
  relative_margin: "relativeMargin",
  max_score: "maxScore",
  min_score: "minScore",
  range_min: "skipTop",
};

function rowsOf({ options, format, scores }: Case): readonly TrainingRow[] {
  const ours = Object.fromEntries(Object.entries(options).map(([name, value]) => [names[name], value]));
  const { triples } = trainingTriples(dataset, { ...ours, negatives: 4 });
  return [...trainingRows(triples, dataset.queries, dataset.documents, { format, scores, negatives: 4 })];
}

it.each(cases)("$format of $options is what sentence-transformers mines (scores: $scores)", (one) => {
  const mine = rowsOf(one);
  expect(mine.map((row) => Object.entries(row))).toEqual(one.rows.map((row) => Object.entries(row)));
});

it("the cases leave something to find, and something out", () => {
  expect(cases.length).toBeGreaterThan(70);
  expect(new Set(cases.map(({ rows }) => rows.length)).size).toBeGreaterThan(10);
});
