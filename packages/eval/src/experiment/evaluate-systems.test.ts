import { describe, expect, it } from "vitest";
import { parseMeasure } from "../measures/parse-measure.ts";
import type { Dataset, Run } from "../types.ts";
import { type EvaluatedSystem, evaluateSystems } from "./evaluate-systems.ts";
import type { CallRecord } from "./rerank-dataset-options.ts";

const queries = ["q0", "q1", "q2", "q3", "q4", "q5", "q6", "q7"];
const letters = ["a", "b", "c", "d"];

function runOf(order: (query: string) => readonly string[]): Run {
  return new Map(queries.map((query) => [query, { documents: order(query), scores: [4, 3, 2, 1] }]));
}

/** Eight queries, four candidates each; c is relevant, and of q0 a too; d is judged and is not. */
const dataset: Dataset = {
  name: "letters",
  queries: new Map(queries.map((query) => [query, `about ${query}`])),
  documents: new Map(letters.map((letter) => [letter, `${letter} text `.repeat(40)])),
  qrels: new Map(
    queries.map((query) => [query, new Map([["c", 2], ["d", 0], ...(query === "q0" ? [["a", 1] as const] : [])])]),
  ),
  firstStage: runOf(() => letters),
};

const best: EvaluatedSystem = {
  name: "best",
  run: runOf((query) => (query === "q0" ? ["c", "a", "b", "d"] : ["c", "b", "a", "d"])),
};
const worst: EvaluatedSystem = { name: "worst", run: runOf(() => ["d", "b", "a", "c"]) };
const measures = ["RR@10", "nDCG@10"].map(parseMeasure);
const plain = { dataset, measures, depth: 4, madeAt: new Date(0) };

function call(query: string, scoreScale: CallRecord["scoreScale"]): CallRecord {
  return {
    query,
    documents: 4,
    rerankerId: "a:1",
    revision: "r",
    scoreScale,
    usage: { costUsd: 0.001 },
    durationMs: 10,
    outcome: "reranked",
    reused: false,
    warnings: [],
  };
}

describe("evaluateSystems", () => {
  it("measures the first stage and every system over the same queries", () => {
    const {
      systems,
      ceiling,
      measures: names,
      baseline,
      dataset: about,
    } = evaluateSystems({ ...plain, systems: [best, worst] });
    expect(systems.map(({ name }) => name)).toEqual(["first stage", "best", "worst"]);
    const means = systems.map((system) => system.measures["RR@10"]?.mean ?? Number.NaN);
    expect(means[0]).toBeCloseTo((1 + 7 / 3) / 8, 12);
    expect(means[1]).toBe(1);
    expect(means[2]).toBeCloseTo((1 / 3 + 7 / 4) / 8, 12);
    expect(ceiling["RR@10"]).toBe(1);
    expect(names).toEqual(["RR@10", "nDCG@10"]);
    expect([baseline, about]).toEqual([
      "first stage",
      {
        name: "letters",
        queries: 8,
        documents: 4,
        judgements: 17,
        relevantFrom: 1,
        depth: 4,
        firstStage: "first stage",
      },
    ]);
  });

  it("compares all with the baseline, with a verdict", () => {
    const { comparisons } = evaluateSystems({ ...plain, systems: [best, worst] });
    const ofRr = comparisons.filter(({ measure }) => measure === "RR@10");
    expect(ofRr.map(({ system, verdict, wins, losses, ties }) => [system, verdict, wins, losses, ties])).toEqual([
      ["best", "better", 7, 0, 1],
      ["worst", "worse", 0, 8, 0],
    ]);
    const against = evaluateSystems({ ...plain, systems: [best, worst], baseline: "best" }).comparisons;
    expect(against.map(({ system }) => system)).toEqual(["first stage", "worst", "first stage", "worst"]);
  });

  it("the ceiling is that of the candidates that are reranked", () => {
    const { ceiling } = evaluateSystems({ ...plain, systems: [], depth: 2 });
    expect(ceiling["RR@10"]).toBeCloseTo((1 + 7 / 3) / 8, 12);
    expect(evaluateSystems({ ...plain, systems: [], depth: 3 }).ceiling["RR@10"]).toBe(1);
  });

  it("a judged query without candidates counts as 0 or is left out, and is told of", () => {
    const lacking = { ...dataset, firstStage: new Map([...dataset.firstStage].filter(([query]) => query !== "q7")) };
    const zero = evaluateSystems({ ...plain, dataset: lacking, systems: [] });
    expect([zero.dataset.queries, zero.systems[0]?.measures["RR@10"]?.mean]).toEqual([8, (1 + 6 / 3) / 8]);
    expect(zero.warnings).toEqual(["1 judged query has no candidates: counted as 0, as trec_eval -c does"]);
    const skip = evaluateSystems({ ...plain, dataset: lacking, systems: [], missing: "skip", warnings: ["first"] });
    expect([skip.dataset.queries, skip.systems[0]?.measures["RR@10"]?.mean]).toEqual([7, (1 + 6 / 3) / 7]);
    expect(skip.warnings).toEqual(["first", "1 judged query has no candidates: left out"]);
  });

  it("tells latency, cost and outcomes of the systems that were asked", () => {
    const calls = queries.map((query) => call(query, "logit"));
    const { systems, reliability } = evaluateSystems({
      ...plain,
      systems: [{ ...best, rerankerId: "a:1", revision: "r", calls }],
    });
    expect(systems[0]).toMatchObject({ name: "first stage", latency: undefined, cost: undefined, outcomes: undefined });
    expect(systems[1]).toMatchObject({
      rerankerId: "a:1",
      revision: "r",
      scoreScale: "logit",
      latency: { calls: 8, p99Ms: 10 },
      outcomes: { reranked: 8, partial: 0 },
    });
    expect(systems[1]?.cost?.usdPerThousandQueries).toBeCloseTo(1, 12);
    expect(reliability).toBeUndefined();
  });

  it("shows how far probabilities can be believed, of the answers that claim them", () => {
    const run = new Map(
      queries.map((query) => [query, { documents: ["c", "d"], scores: query === "q0" ? [37, -4] : [0.9, 0.1] }]),
    );
    const calls = queries.map((query) => call(query, query === "q0" ? "logit" : "probability"));
    const { reliability = [] } = evaluateSystems({ ...plain, systems: [{ name: "p", run, calls }] });
    expect(reliability).toHaveLength(1);
    expect(reliability[0]?.system).toBe("p");
    expect(reliability[0]?.brier).toBeCloseTo(0.01, 12);
    expect(reliability[0]?.bins.reduce((sum, { count }) => sum + count, 0)).toBe(14);
  });

  it("tells what reaches a prompt", () => {
    const { context } = evaluateSystems({ ...plain, systems: [best], context: { size: 1, unit: "documents" } });
    expect(context?.effects.map(({ system, hitRate }) => [system, hitRate])).toEqual([
      ["first stage", 1 / 8],
      ["best", 1],
    ]);
    const strict = evaluateSystems({ ...plain, systems: [], context: { size: 1, unit: "documents" }, relevantFrom: 2 });
    expect(strict.context?.effects[0]?.hitRate).toBe(0);
  });

  it("holds what a person looks through, shortened", () => {
    const { queries: shown } = evaluateSystems({ ...plain, systems: [best], shown: { documents: 2, characters: 20 } });
    expect(shown.map(({ id }) => id)).toEqual(queries);
    expect(shown[1]).toEqual({
      id: "q1",
      text: "about q1",
      measures: { "first stage": { "RR@10": 1 / 3, "nDCG@10": 0.5 }, best: { "RR@10": 1, "nDCG@10": 1 } },
      rankings: {
        "first stage": [
          { id: "a", score: 4 },
          { id: "b", score: 3 },
        ],
        best: [
          { id: "c", score: 4 },
          { id: "b", score: 3 },
        ],
      },
      documents: {
        a: { text: "a text a text a text…", level: null, firstStageRank: 1 },
        b: { text: "b text b text b text…", level: null, firstStageRank: 2 },
        c: { text: "c text c text c text…", level: 2, firstStageRank: 3 },
      },
    });
  });

  it("is plain data", () => {
    const results = evaluateSystems({ ...plain, systems: [best] });
    expect(JSON.parse(JSON.stringify(results))).toEqual(JSON.parse(JSON.stringify(structuredClone(results))));
  });

  it.each<[string, Partial<Parameters<typeof evaluateSystems>[0]>, string]>([
    ["two systems of one name", { systems: [best, best] }, 'two systems are named "best"'],
    [
      "a system named as the first stage",
      { systems: [{ ...best, name: "first stage" }] },
      'two systems are named "first stage"',
    ],
    ["an unknown baseline", { baseline: "beast" }, 'the baseline "beast" is none of the systems: first stage, best'],
    ["no measure", { measures: [] }, "there is no measure; name one, such as nDCG@10"],
  ])("refuses %s", (_, change, message) => {
    expect(() => evaluateSystems({ ...plain, systems: [best], ...change })).toThrow(message);
  });
});
