import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Qrels } from "../types.ts";
import { orderAsTrecEval } from "./__fixtures__/read-trec.ts";
import { type Evaluation, evaluate } from "./evaluate.ts";
import { parseMeasure } from "./parse-measure.ts";

type Table<Value> = Readonly<Record<string, Readonly<Record<string, Value>>>>;

/** Made by __fixtures__/make-ir-measures.py, which says what each member is. */
interface Pair {
  readonly run: Table<number>;
  readonly qrels: Table<number>;
  readonly values: Readonly<Record<string, readonly (number | null)[]>>;
  readonly means: readonly (number | null)[];
  readonly present: readonly (number | null)[];
}

const fixture = gunzipSync(readFileSync(new URL("./__fixtures__/ir-measures.jsonl.gz", import.meta.url))).toString();
const [head, ...pairs] = fixture
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line)) as [{ measures: string[]; names: [string, string][] }, ...Pair[]];
const measures = head.measures.map(parseMeasure);

const mapOf = (table: Table<number>): Qrels =>
  new Map(Object.entries(table).map(([query, row]) => [query, new Map(Object.entries(row))]));

/** gdeval.pl prints five decimals; the others give doubles. */
const tolerance = (name: string): number => (/^ERR|exp-log2/.test(name) ? 5.001e-6 : 1e-12);

/** ir_measures gives 0 for these where the run lacks a query; trec_eval -c counts such queries, as `evaluate` does. */
const countsOfJudgements = ["NumQ", "NumRel"];

const columns = head.measures.map((name, index) => ({ name, index }));

type Evaluations = Readonly<Record<"zero" | "skip", Evaluation>>;

interface Figure {
  readonly place: string;
  readonly actual: number | undefined;
  readonly expected: number | null | undefined;
}

/** Compares what has an oracle; how many that were. */
function compare(figures: readonly Figure[], allowed: number): number {
  const known = figures.filter(({ expected }) => typeof expected === "number");
  const far = known.filter(({ actual, expected }) => !(Math.abs((actual as number) - (expected as number)) <= allowed));
  expect(far).toEqual([]);
  return known.length;
}

describe("1,000 random runs and judgements, as ir_measures measures them", () => {
  it("has all measures by their canonical names, and pairs of every kind", () => {
    expect([pairs.length, measures.length, measures.map(({ name }) => name)]).toEqual([1000, 70, head.measures]);
    const queries = pairs.flatMap(({ run, qrels }) =>
      Object.keys(qrels).map((query) => [run[query], qrels[query]] as const),
    );
    expect(queries.length).toBeGreaterThan(2500);
    const found = queries.flatMap(([list]) => (list ? [Object.values(list)] : []));
    expect(queries.length - found.length, "queries that the run lacks").toBeGreaterThan(300);
    expect(found.filter((scores) => new Set(scores).size < scores.length).length, "lists with ties").toBeGreaterThan(
      1000,
    );
    const levels = queries.flatMap(([, row]) => Object.values(row ?? {}));
    expect(levels.filter((level) => level < 0).length, "negative levels").toBeGreaterThan(3000);
    const unjudged = pairs.flatMap(({ run, qrels }) => Object.keys(run).filter((query) => !(query in qrels)));
    expect(unjudged.length, "queries that are not judged").toBeGreaterThan(300);
  });

  it.each(columns)("$name of every query", ({ name, index }) => {
    const figures = pairs.flatMap(({ run, values }, number) => {
      const { queries, values: actual } = (evaluations[number] as Evaluations).zero;
      const compared = queries.map((query, place) => ({
        place: query,
        actual: actual.get(name)?.[place],
        expected: countsOfJudgements.includes(name) && !run[query] ? null : values[query]?.[index],
      }));
      return compared;
    });
    expect(compare(figures, tolerance(name))).toBeGreaterThan(1800);
  });

  it.each(columns)("$name of every run", ({ name, index }) => {
    const figures = pairs.flatMap(({ means, present }, number) => {
      const { zero, skip } = evaluations[number] as Evaluations;
      const expected = countsOfJudgements.includes(name) ? null : means[index];
      return [
        { place: `all of run ${number}`, actual: zero.means.get(name), expected },
        { place: `present of run ${number}`, actual: skip.means.get(name), expected: present[index] },
      ];
    });
    expect(compare(figures, tolerance(name))).toBeGreaterThan(900);
  });

  it("no F at a cut-off is without its oracle", () => {
    const index = head.measures.indexOf("F(rel=2)@10");
    const known = pairs.flatMap(({ values }) => Object.values(values).map((row) => row[index] ?? 0));
    expect(known.filter((value) => value > 0).length).toBeGreaterThan(200);
  });
});

it.each(head.names)("%s is printed as %s, as ir_measures does", (text, printed) => {
  expect(parseMeasure(text).name).toBe(printed);
});

const evaluations: readonly Evaluations[] = pairs.map(({ run, qrels }) => {
  const [lists, judgements] = [orderAsTrecEval(mapOf(run)), mapOf(qrels)];
  return {
    zero: evaluate(lists, judgements, measures),
    skip: evaluate(lists, judgements, measures, { missing: "skip" }),
  };
});
