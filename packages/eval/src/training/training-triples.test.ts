import { describe, expect, it } from "vitest";
import { InputError } from "../input-error.ts";
import type { Dataset, RankedList } from "../types.ts";
import { trainingTriples } from "./training-triples.ts";

const documents = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** Falling scores from 0.8 on. */
function ranked(ids: readonly string[]): RankedList {
  return { documents: ids, scores: ids.map((_, at) => (8 - at) / 10) };
}

function collection(judged: Readonly<Record<string, number>>, changes: Partial<Dataset> = {}): Dataset {
  return {
    name: "test",
    queries: new Map([["q", "what"]]),
    documents: new Map(documents.map((id) => [id, `text of ${id}`])),
    qrels: new Map([["q", new Map(Object.entries(judged))]]),
    firstStage: new Map([["q", ranked(documents)]]),
    ...changes,
  };
}

function negativesOf(...args: Parameters<typeof trainingTriples>): readonly string[] {
  return trainingTriples(...args).triples[0]?.negatives.map(({ id }) => id) ?? [];
}

describe("trainingTriples", () => {
  it("takes the first candidates that are not judged relevant, with their scores", () => {
    const { triples, summary } = trainingTriples(collection({ b: 1, d: 0 }), { negatives: 3 });
    const negatives = [
      { id: "a", score: 0.8 },
      { id: "c", score: 0.6 },
      { id: "d", score: 0.5 },
    ];
    expect(triples).toEqual([{ query: "q", positive: { id: "b", score: 0.7 }, negatives }]);
    expect(summary).toMatchObject({ queries: 1, used: 1, triples: 1, negatives: 3, short: 0, droppedPositives: 0 });
  });

  it("has four negatives unless told, the same for each positive", () => {
    const { triples, summary } = trainingTriples(collection({ b: 1, c: 2 }));
    expect(triples.map(({ positive }) => positive.id)).toEqual(["b", "c"]);
    for (const { negatives } of triples) expect(negatives.map(({ id }) => id)).toEqual(["a", "d", "e", "f"]);
    expect(summary).toMatchObject({ used: 1, triples: 2, negatives: 8 });
  });

  it("takes what is somewhat relevant for neither", () => {
    const { triples } = trainingTriples(collection({ a: 1, c: 2, d: -1 }), { relevantFrom: 2, negatives: 2 });
    expect(triples.map(({ positive }) => positive.id)).toEqual(["c"]);
    expect(triples[0]?.negatives.map(({ id }) => id)).toEqual(["b", "d"]);
  });

  it("takes only documents judged not relevant where asked to", () => {
    const { triples, summary } = trainingTriples(collection({ a: 1, c: 0, g: -2 }), { unjudged: false });
    expect(triples[0]?.negatives.map(({ id }) => id)).toEqual(["c", "g"]);
    expect(summary.short).toBe(1);
  });

  it("looks no deeper than told, relevant ones not counted, and passes over the top", () => {
    expect(negativesOf(collection({ b: 1 }), { depth: 4, skipTop: 2, negatives: 2 })).toEqual(["d", "e"]);
  });

  it("mines another run where one is given", () => {
    const candidates = new Map([["q", ranked(["h", "a", "g"])]]);
    expect(negativesOf(collection({ a: 1 }), { candidates })).toEqual(["h", "g"]);
  });

  it("counts each left-out negative once, under the first reason that holds", () => {
    const texts = new Map(documents.map((id) => [id, id === "c" ? "text of a" : id === "d" ? " " : `text of ${id}`]));
    const scores = [0.8, 0.7, 0.6, 0.5, 0.75, null, 0.2, 0.1];
    const firstStage = new Map([["q", { documents, scores }]]);
    const options = { absoluteMargin: 0.06, relativeMargin: 0.1, maxScore: 0.6, minScore: 0.15 };
    const { triples, summary } = trainingTriples(collection({ a: 1 }, { documents: texts, firstStage }), options);
    expect(triples[0]?.negatives).toEqual([{ id: "g", score: 0.2 }]);
    expect(summary.droppedNegatives).toEqual({
      withoutText: 1, // d
      sameText: 1, // c, which says what the positive says
      unscored: 1, // f
      absoluteMargin: 1, // e
      relativeMargin: 0,
      maxScore: 1, // b
      minScore: 1, // h
    });
  });

  it("compares with the lowest score of the positives, and drops those without one", () => {
    const firstStage = new Map([["q", ranked(["a", "b", "c", "d", "e"])]]);
    const { triples, summary } = trainingTriples(collection({ a: 1, c: 1, h: 1 }, { firstStage }), {
      absoluteMargin: 0,
    });
    expect(triples.map(({ positive }) => positive.id)).toEqual(["a", "c"]);
    expect(triples[0]?.negatives.map(({ id }) => id)).toEqual(["d", "e"]);
    expect(summary).toMatchObject({ droppedPositives: 1, droppedNegatives: { absoluteMargin: 1 } });
  });

  it("measures a relative margin by the positive's size, below zero too", () => {
    const firstStage = new Map([["q", { documents: ["a", "b", "c"], scores: [-1, -1.05, -1.2] }]]);
    expect(negativesOf(collection({ a: 1 }, { firstStage }), { relativeMargin: 0.1 })).toEqual(["c"]);
  });

  it("needs no score of a positive without margins", () => {
    const firstStage = new Map([["q", ranked(["a", "b"])]]);
    const { triples } = trainingTriples(collection({ h: 1 }, { firstStage }), { maxScore: 0.7 });
    expect(triples).toMatchObject([{ positive: { id: "h", score: null }, negatives: [{ id: "b" }] }]);
  });

  it("draws among all that passed, the same ones for the same seed", () => {
    const options = { sampling: "random", negatives: 3 } as const;
    const draws = Array.from({ length: 40 }, (_, seed) => negativesOf(collection({ a: 1 }), { ...options, seed }));
    for (const drawn of draws) {
      expect(drawn).toHaveLength(3);
      expect([...drawn].sort()).toEqual(drawn);
    }
    expect(new Set(draws.flat())).toEqual(new Set(["b", "c", "d", "e", "f", "g", "h"]));
    expect(new Set(draws.map(String)).size).toBeGreaterThan(10);
    expect(negativesOf(collection({ a: 1 }), options)).toEqual(
      negativesOf(collection({ a: 1 }), { ...options, seed: 42 }),
    );
  });

  it("draws all where there are too few", () => {
    expect(negativesOf(collection({ a: 1 }), { sampling: "random", negatives: 20 })).toEqual(documents.slice(1));
  });

  it("tells which queries gave nothing, and why", () => {
    const queries = new Map(
      ["ok", "missed", "irrelevant", "bare", "blank"].map((id) => [id, id === "blank" ? " " : id]),
    );
    const one = (id: string): ReadonlyMap<string, number> => new Map([[id, 1]]);
    const qrels = new Map([
      ["ok", one("a")],
      ["missed", one("b")],
      ["irrelevant", new Map([["a", 0]])],
      ["bare", one("unknown")],
      ["blank", one("a")],
      ["unheard", one("a")],
    ]);
    const firstStage = new Map([["ok", ranked(["b"])]]);
    const { summary, triples } = trainingTriples(collection({}, { queries, qrels, firstStage }));
    expect(triples.map(({ query }) => query)).toEqual(["ok"]);
    expect(summary).toMatchObject({ queries: 6, used: 1, withoutText: 2, withoutPositives: 2, withoutNegatives: 1 });
    expect(summary).toMatchObject({ triples: 1, negatives: 1, short: 1, droppedPositives: 1 });
  });

  it("refuses data that give nothing at all, and says what is missing", () => {
    const run = (): unknown => trainingTriples(collection({ other: 1 }));
    expect(run).toThrow(InputError);
    expect(run).toThrow(/^no training data: of 1 judged queries 0 have no text, 1 no relevant document/);
  });

  it.each([
    [{ negatives: 0 }, "negatives must be a positive integer, is 0"],
    [{ depth: 1.5 }, "depth must be a positive integer, is 1.5"],
    [{ skipTop: -1 }, "skipTop must be an integer from 0 on, is -1"],
    [{ seed: Number.NaN }, "seed must be an integer, is NaN"],
    [{ relativeMargin: Number.NaN }, "relativeMargin must be a number, is NaN"],
    [{ maxScore: Number.POSITIVE_INFINITY }, "maxScore must be a number, is Infinity"],
    [{ sampling: "best" as "top" }, 'sampling must be "top" or "random", is "best"'],
    [{ depth: 5, skipTop: 2 }, "depth 5 leaves no 4 negatives after the first 2; raise depth"],
  ])("refuses %j", (options, message) => {
    expect(() => trainingTriples(collection({ a: 1 }), options)).toThrow(new InputError(message));
  });
});
