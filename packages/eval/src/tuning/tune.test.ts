import { describe, expect, it } from "vitest";
import { InputError } from "../input-error.ts";
import { evaluate } from "../measures/evaluate.ts";
import { parseMeasure } from "../measures/parse-measure.ts";
import { createRandom } from "../random.ts";
import type { RankedList, Run } from "../types.ts";
import { rerankedAtDepth } from "./reranked-at-depth.ts";
import { tune } from "./tune.ts";
import type { TuningOptions } from "./types.ts";

const random = createRandom(12);
const ids = Array.from({ length: 30 }, (_, at) => `d${at}`);
const queries = Array.from({ length: 40 }, (_, at) => `q${at}`);
const firstStage: Run = new Map(queries.map((query) => [query, listOf(ids.toSorted(() => random() - 0.5))]));
const qrels = new Map(
  queries.map((query) => [query, new Map(ids.filter(() => random() < 0.1).map((id) => [id, 1]))] as const),
);
for (const query of queries) qrels.get(query)?.set("d0", 2);

function listOf(documents: readonly string[]): RankedList {
  return { documents, scores: documents.map(() => null) };
}

/** An order by the true level and some noise. */
function reranked(depth: number, noise: number): Run {
  return new Map(
    [...firstStage].map(([query, { documents }]) => {
      const scores = new Map(documents.map((id) => [id, (qrels.get(query)?.get(id) ?? 0) + noise * random()]));
      const head = documents.slice(0, depth).toSorted((a, b) => (scores.get(b) as number) - (scores.get(a) as number));
      return [query, listOf([...head, ...documents.slice(depth)])];
    }),
  );
}

const pointwise = reranked(30, 1.5);
const listwise = new Map([5, 20].map((depth) => [depth, reranked(depth, 0.5)]));
const latencies = (depth: number): number[] => Array.from({ length: 20 }, (_, at) => depth + at / 20);
const options: TuningOptions = {
  firstStage,
  qrels,
  rerankers: [
    {
      name: "fast",
      orders: { kind: "pointwise", run: pointwise, depth: 30 },
      calls: [5, 20].map((depth) => ({ depth, latencyMs: latencies(depth), usdPerThousandQueries: 0 })),
    },
    {
      name: "list",
      orders: { kind: "listwise", runs: listwise },
      calls: [{ depth: 5, latencyMs: latencies(500), usdPerThousandQueries: 2 }],
    },
  ],
  depths: [5, 20],
  returned: [3, 10],
  measure: parseMeasure("nDCG@10"),
  bootstrap: { iterations: 500 },
};
const results = tune(options);
const rowOf = (system: string, depth: number, returned: number): (typeof results.rows)[number] | undefined =>
  results.rows.find((row) => row.system === system && row.depth === depth && row.returned === returned);

describe("tune", () => {
  it("has a row for the first stage and every reranker, depth and number of documents returned", () => {
    expect(results.rows.map(({ system, depth, returned }) => `${system} ${depth} ${returned}`)).toEqual([
      "first stage 0 3",
      "first stage 0 10",
      "fast 5 3",
      "fast 5 10",
      "fast 20 3",
      "fast 20 10",
      "list 5 3",
      "list 5 10",
      "list 20 3",
      "list 20 10",
    ]);
    expect(results).toMatchObject({ version: 1, measure: "nDCG@10", queries: 40, latencyPercentile: "p95Ms" });
  });

  it("measures the order at each depth, cut to what is returned", () => {
    const cut = (run: Run, count: number): Run =>
      new Map([...run].map(([query, { documents }]) => [query, listOf(documents.slice(0, count))]));
    const meanOf = (run: Run): number => evaluate(run, qrels, [options.measure]).means.get("nDCG@10") as number;
    const shallow = new Map(
      [...firstStage].map(([query, list]) => [query, rerankedAtDepth(list, pointwise.get(query) as RankedList, 5)]),
    );
    expect(rowOf("first stage", 0, 10)?.quality.mean).toBeCloseTo(meanOf(firstStage), 12);
    expect(rowOf("first stage", 0, 3)?.quality.mean).toBeCloseTo(meanOf(cut(firstStage, 3)), 12);
    expect(rowOf("fast", 5, 10)?.quality.mean).toBeCloseTo(meanOf(shallow), 12);
    expect(rowOf("fast", 5, 3)?.quality.mean).toBeCloseTo(meanOf(cut(shallow, 3)), 12);
    expect(rowOf("list", 20, 10)?.quality.mean).toBeCloseTo(meanOf(listwise.get(20) as Run), 12);
  });

  it("gives measured latency and cost, none where nobody measured, and 0 for the first stage", () => {
    expect(rowOf("fast", 20, 3)).toMatchObject({ latency: { calls: 20, p50Ms: 20.475 }, usdPerThousandQueries: 0 });
    expect(rowOf("list", 20, 3)).toMatchObject({ latency: undefined, usdPerThousandQueries: undefined });
    expect(rowOf("first stage", 0, 3)).toMatchObject({ latency: { calls: 0, p95Ms: 0 }, usdPerThousandQueries: 0 });
  });

  it("marks rows that nobody beats among those that return as many", () => {
    for (const returned of [3, 10]) {
      const known = results.rows.filter((row) => row.returned === returned && row.latency);
      for (const row of known) {
        const beaten = known.some(
          (other) =>
            other.quality.mean >= row.quality.mean &&
            (other.latency?.p95Ms as number) <= (row.latency?.p95Ms as number) &&
            other !== row,
        );
        expect([row.system, row.depth, row.onLatencyFront]).toEqual([row.system, row.depth, !beaten]);
      }
    }
    expect(rowOf("list", 20, 10)).toMatchObject({ onLatencyFront: false, onCostFront: false });
    expect(results.rows.filter(({ onLatencyFront }) => onLatencyFront).length).toBeGreaterThanOrEqual(4);
  });

  it("advises a depth for each reranker and number returned, within the budget", () => {
    expect(results.advice.map(({ system, returned, best }) => `${system} ${returned} ${best}`)).toEqual([
      "fast 3 20",
      "fast 10 20",
      "list 3 20",
      "list 10 20",
    ]);
    const budget = { maxLatencyMs: 10 };
    expect(tune({ ...options, budget }).advice).toMatchObject([
      { system: "fast", deepest: 5, best: 5 },
      { system: "fast", deepest: 5, best: 5 },
      // 5 documents take 500 ms; nobody measured what 20 take.
      { system: "list", deepest: 0, best: 0, enough: 0 },
      { system: "list", deepest: 0, best: 0, enough: 0 },
    ]);
  });

  it("goes by the chosen percentile", () => {
    const budget = { maxLatencyMs: 20.5 };
    const deepest = (latencyPercentile: "p50Ms" | "p95Ms"): number | undefined =>
      tune({ ...options, budget, latencyPercentile }).advice[0]?.deepest;
    expect([deepest("p50Ms"), deepest("p95Ms")]).toEqual([20, 5]);
  });

  it("is plain data, the same for the same input", () => {
    expect(JSON.parse(JSON.stringify(results)).rows).toHaveLength(10);
    expect(tune(options)).toEqual(results);
  });

  it("counts judged queries that the first stage lacks as empty, and needs no order for them", () => {
    const more = new Map([...qrels, ["unknown", new Map([["d0", 1]])]]);
    expect(tune({ ...options, qrels: more }).rows[1]?.quality.mean).toBeCloseTo(
      ((rowOf("first stage", 0, 10)?.quality.mean as number) * 40) / 41,
      12,
    );
  });

  const [fast] = options.rerankers as [TuningOptions["rerankers"][number]];
  it.each<[string, Partial<TuningOptions>, RegExp]>([
    ["no depths", { depths: [] }, /depths is empty/],
    ["depth 0", { depths: [0] }, /depths: 0 is no positive integer/],
    ["a depth twice", { depths: [5, 5] }, /depths: 5 is there twice/],
    ["half a document", { returned: [2.5] }, /returned: 2.5 is no positive integer/],
    ["two of one name", { rerankers: [fast, fast] }, /two systems are called fast/],
    ["the first stage's name", { rerankers: [{ ...fast, name: "first stage" }] }, /two systems are called first stage/],
    ["a depth that was not reranked", { depths: [31] }, /reranker fast reranked 30 candidates, not 31/],
    [
      "a depth that was not asked",
      { depths: [10], rerankers: options.rerankers.slice(1) },
      /reranker list was asked at depths 5, 20, not at 10/,
    ],
    [
      "a query that was not reranked",
      { rerankers: [{ ...fast, orders: { kind: "pointwise", run: new Map([...pointwise].slice(1)), depth: 30 } }] },
      /reranker fast has no order for query q0/,
    ],
    [
      "a negative duration",
      { rerankers: [{ ...fast, calls: [{ depth: 5, latencyMs: [1, -1] }] }] },
      /reranker fast, depth 5: a call took -1 ms/,
    ],
  ])("refuses %s", (_, wrong, message) => {
    expect(() => tune({ ...options, ...wrong })).toThrow(message);
    expect(() => tune({ ...options, ...wrong })).toThrow(InputError);
  });
});
