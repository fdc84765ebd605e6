import { describe, expect, it } from "vitest";
import { InputError } from "../input-error.ts";
import type { Evaluation } from "../measures/evaluate.ts";
import { createRandom } from "../random.ts";
import { compareSystems } from "./compare-systems.ts";
import { estimatesOf } from "./estimates-of.ts";
import { pairedDifferences } from "./paired-differences.ts";
import { pairedRandomisationTest } from "./paired-randomisation-test.ts";
import { pairedTTest } from "./paired-t-test.ts";

const random = createRandom(11);
const queries = Array.from({ length: 60 }, (_, at) => `q${at}`);

function evaluation(of: (at: number) => number, measures = ["nDCG@10", "RR"], ids = queries): Evaluation {
  const values = new Map(measures.map((measure) => [measure, Float64Array.from(ids, (_, at) => of(at))]));
  const means = new Map([...values].map(([name, column]) => [name, column.reduce((a, b) => a + b, 0) / ids.length]));
  return { queries: ids, values, means };
}

const first = evaluation(() => random());
const column = (of: Evaluation, measure = "nDCG@10"): Float64Array => of.values.get(measure) as Float64Array;
const plus = (by: (at: number) => number): Evaluation => evaluation((at) => (column(first)[at] as number) + by(at));
const better = plus(() => 0.1 + 0.05 * random());
const slightlyBetter = plus(() => 0.018 + 0.3 * (random() - 0.5));
const worse = plus((at) => (at % 3 === 0 ? -0.3 : 0));
const systems = new Map([
  ["first stage", first],
  ["better", better],
  ["slightly", slightlyBetter],
  ["worse", worse],
  ["same", evaluation((at) => column(first)[at] as number)],
]);

describe("compareSystems", () => {
  const results = compareSystems(systems);
  const find = (system: string, measure = "nDCG@10"): (typeof results)[number] | undefined =>
    results.find((result) => result.system === system && result.measure === measure);

  it("compares every other system with the first, measure by measure", () => {
    const names = ["better", "slightly", "worse", "same"];
    expect(results.map(({ measure, system }) => `${measure} ${system}`)).toEqual([
      ...names.map((name) => `nDCG@10 ${name}`),
      ...names.map((name) => `RR ${name}`),
    ]);
    expect(new Set(results.map(({ baseline }) => baseline))).toEqual(new Set(["first stage"]));
  });

  it("gives the figures of the single tests", () => {
    const [ours, base] = [column(slightlyBetter), column(first)];
    const result = find("slightly");
    expect(result).toMatchObject({
      p: pairedRandomisationTest(ours, base).p,
      tTestP: pairedTTest(ours, base).p,
      difference: estimatesOf({ ...first, values: new Map([["x", pairedDifferences(ours, base)]]) }).x,
    });
    expect((result?.wins ?? 0) + (result?.losses ?? 0) + (result?.ties ?? 0)).toBe(60);
  });

  it("says better, worse, or that nothing is shown", () => {
    expect(find("better")).toMatchObject({ verdict: "better", wins: 60, losses: 0, ties: 0 });
    expect(find("worse")).toMatchObject({ verdict: "worse", wins: 0, ties: 40 });
    expect(find("same")).toMatchObject({
      verdict: "no difference shown",
      p: 1,
      adjustedP: 1,
      tTestP: 1,
      ties: 60,
      difference: { mean: 0, low: 0, high: 0 },
    });
  });

  it("corrects for the number of systems: what one comparison shows, one of four may not", () => {
    const alone = compareSystems(new Map([...systems].filter(([name]) => /first|slightly/.test(name))))[0];
    expect(alone?.p).toBeLessThan(0.05);
    expect(alone).toMatchObject({ adjustedP: alone?.p, verdict: "better" });
    expect(find("slightly")).toMatchObject({ p: alone?.p, verdict: "no difference shown" });
    expect(find("slightly")?.adjustedP).toBeCloseTo(2 * (alone?.p as number), 12);
  });

  it("compares with another baseline, and is reversed by it", () => {
    const reversed = compareSystems(new Map([...systems].slice(0, 2)), { baseline: "better" })[0];
    expect(reversed).toMatchObject({ system: "first stage", baseline: "better", verdict: "worse", losses: 60 });
    expect(reversed?.difference.mean).toBeCloseTo(-(find("better")?.difference.mean as number), 12);
  });

  it("pairs by query, whatever the order of the queries", () => {
    const backwards = {
      ...better,
      queries: queries.toReversed(),
      values: new Map([...better.values].map(([measure, values]) => [measure, values.toReversed()])),
    };
    expect(
      compareSystems(
        new Map([
          ["first stage", first],
          ["better", backwards],
        ]),
      ),
    ).toEqual(
      compareSystems(
        new Map([
          ["first stage", first],
          ["better", better],
        ]),
      ),
    );
  });

  it("takes one system for nothing to compare, and one query for nothing shown", () => {
    expect(compareSystems(new Map([["a", first]]))).toEqual([]);
    const [a, b] = [evaluation(() => 0, ["RR"], ["q"]), evaluation(() => 1, ["RR"], ["q"])];
    expect(
      compareSystems(
        new Map([
          ["a", a],
          ["b", b],
        ]),
      )[0],
    ).toMatchObject({
      p: 1,
      tTestP: 1,
      verdict: "no difference shown",
    });
  });

  it.each<[string, ReadonlyMap<string, Evaluation>, string | undefined, RegExp]>([
    ["no systems", new Map(), undefined, /no systems to compare/],
    ["an unknown baseline", systems, "other", /baseline other is not among the systems: first stage, better/],
    [
      "a missing measure",
      new Map([
        ["a", first],
        ["b", evaluation(() => 0, ["RR"])],
      ]),
      "a",
      /b lacks measure nDCG@10/,
    ],
    [
      "a missing query",
      new Map([
        ["a", first],
        ["b", evaluation(() => 0, ["RR"], queries.slice(1))],
      ]),
      "a",
      /system b lacks query q0 of the baseline; evaluate all over the same queries/,
    ],
    [
      "queries too many",
      new Map([
        ["a", evaluation(() => 0, ["RR"], queries.slice(1))],
        ["b", first],
      ]),
      "a",
      /system b has 60 queries, the baseline 59/,
    ],
  ])("refuses %s", (_, evaluations, baseline, message) => {
    expect(() => compareSystems(evaluations, { baseline })).toThrow(InputError);
    expect(() => compareSystems(evaluations, { baseline })).toThrow(message);
  });
});

it("estimatesOf gives every measure's mean with an interval around it", () => {
  const estimates = estimatesOf(first);
  expect(Object.keys(estimates)).toEqual(["nDCG@10", "RR"]);
  expect(estimates["nDCG@10"]?.mean).toBeCloseTo(first.means.get("nDCG@10") as number, 12);
  expect(estimates["nDCG@10"]?.low).toBeLessThan(first.means.get("nDCG@10") as number);
});
