import { describe, expect, it } from "vitest";
import { InputError } from "../input-error.ts";
import { evaluate } from "../measures/evaluate.ts";
import { parseMeasure } from "../measures/parse-measure.ts";
import { createRandom } from "../random.ts";
import type { Qrels, Run } from "../types.ts";
import { type ContextOptions, contextEffect } from "./context-effect.ts";
import { estimateTokens } from "./estimate-tokens.ts";
import { fillPrompt } from "./fill-prompt.ts";

const words = (text: string): number => text.split(" ").filter((word) => word !== "").length;
const runOf = (lists: Record<string, string[]>): Run =>
  new Map(Object.entries(lists).map(([query, documents]) => [query, { documents, scores: documents.map(() => null) }]));
const qrelsOf = (levels: Record<string, Record<string, number>>): Qrels =>
  new Map(Object.entries(levels).map(([query, judged]) => [query, new Map(Object.entries(judged))]));

const documents = new Map([
  ["a", "one two three"],
  ["b", "four five"],
  ["c", "six seven eight nine"],
  ["empty", ""],
]);
const tokens = { unit: "tokens", countTokens: words } as const;
const fill = (ids: readonly string[], size: number): unknown =>
  fillPrompt(ids, (id) => documents.get(id) as string, { ...tokens, size }).map(({ id, length }) =>
    documents.get(id)?.slice(0, length),
  );

describe("fillPrompt", () => {
  it.each<[number, string[]]>([
    [3, ["one two three"]],
    [5, ["one two three", "four five"]],
    [9, ["one two three", "four five", "six seven eight nine"]],
    [100, ["one two three", "four five", "six seven eight nine"]],
  ])("puts documents in whole while they fit into %d tokens", (size, expected) => {
    expect(fill(["a", "b", "c"], size)).toEqual(expected);
  });

  it.each<[number, string[]]>([
    [1, ["one "]],
    [4, ["one two three", "four "]],
    [7, ["one two three", "four five", "six seven "]],
  ])("cuts the first that does not, with %d tokens, and puts nothing behind it", (size, expected) => {
    expect(fill(["a", "b", "c"], size)).toEqual(expected);
  });

  it("puts nothing smaller behind what did not fit", () => {
    expect(fill(["c", "b"], 3)).toEqual(["six seven eight "]);
  });

  it("reaches empty documents, and those behind a full prompt only where they take nothing", () => {
    expect(fill(["empty", "a", "empty", "b"], 3)).toEqual(["", "one two three", ""]);
  });

  it("leaves a document out of which nothing fits", () => {
    const allOrNothing = { unit: "tokens", size: 3, countTokens: (text: string) => (text === "" ? 0 : 4) } as const;
    expect(fillPrompt(["a"], () => "text", allOrNothing)).toEqual([]);
  });

  it("never cuts a surrogate pair in two", () => {
    const units = { unit: "tokens", countTokens: (text: string) => text.length } as const;
    expect(fillPrompt(["a"], () => "x😀😀", { ...units, size: 4 })).toEqual([{ id: "a", length: 3 }]);
    expect(fillPrompt(["a"], () => "😀😀", { ...units, size: 1 })).toEqual([]);
  });

  it("asks for the texts of reached documents only", () => {
    const asked: string[] = [];
    const textOf = (id: string): string => {
      asked.push(id);
      return documents.get(id) as string;
    };
    fillPrompt(["a", "b", "c"], textOf, { unit: "documents", size: 1 });
    fillPrompt(["a", "b", "c"], textOf, { ...tokens, size: 4 });
    expect(asked).toEqual(["a", "a", "b"]);
  });
});

it("estimateTokens is a third of the ASCII characters and every other unit", () => {
  expect(["", "abc", "abcd", "Straße", "東京"].map(estimateTokens)).toEqual([0, 1, 2, 3, 2]);
});

describe("contextEffect", () => {
  const dataset = { documents, qrels: qrelsOf({ q1: { a: 0, b: 1, c: 2, other: 1 }, q2: { a: 1 } }) };
  const run = runOf({ q1: ["a", "b", "c"], q2: ["c", "b"], unjudged: ["a"] });

  it("is the share of queries, of relevant documents and of characters", () => {
    // q1: a and b, 13 + 9 characters, b is one of three relevant; q2: c and b, nothing.
    expect(contextEffect(run, dataset, { system: "s", documents: 2 })).toEqual({
      system: "s",
      hitRate: 0.5,
      recall: 1 / 3 / 2,
      relevantShare: 9 / 22 / 2,
    });
  });

  it("takes relevance from a level on", () => {
    const options = { system: "s", documents: 3, relevantFrom: 2 };
    expect(contextEffect(run, dataset, options)).toMatchObject({
      hitRate: 0.5,
      recall: 0.5,
      relevantShare: 20 / 42 / 2,
    });
  });

  it("counts of a cut document what is there", () => {
    // q1: a, b and "six " of c; q2: "six seven eight nine" and "four five".
    expect(contextEffect(run, dataset, { system: "s", tokens: 6, countTokens: words })).toMatchObject({
      hitRate: 0.5,
      recall: 2 / 3 / 2,
      relevantShare: 13 / 26 / 2,
    });
  });

  it("estimates tokens where nobody counts them", () => {
    const few = { documents, qrels: qrelsOf({ q: { b: 1 } }) };
    const of = (size: number): number =>
      contextEffect(runOf({ q: ["a", "b"] }), few, { system: "s", tokens: size }).hitRate;
    // "one two three" is estimated at 5.
    expect([of(5), of(6)]).toEqual([0, 1]);
  });

  it("filled by documents, agrees with Success@n and R@n", () => {
    const random = createRandom(9);
    const ids = Array.from({ length: 12 }, (_, at) => `d${at}`);
    const texts = new Map(ids.map((id) => [id, "text"]));
    const lists = Array.from({ length: 40 }, (_, at) => [`q${at}`, ids.filter(() => random() < 0.5)] as const);
    const levels = lists.map(([query]) => {
      const judged = ids.filter(() => random() < 0.4).map((id) => [id, Math.floor(random() * 4)] as const);
      return [query, Object.fromEntries([["d0", 0], ...judged])] as const;
    });
    const qrels = qrelsOf(Object.fromEntries(levels));
    const found = runOf(Object.fromEntries(lists.slice(2)));
    const { means } = evaluate(found, qrels, ["Success(rel=2)@3", "R(rel=2)@3"].map(parseMeasure));
    const options = { system: "s", documents: 3, relevantFrom: 2 };
    const { hitRate, recall } = contextEffect(found, { documents: texts, qrels }, options);
    expect(hitRate).toBeCloseTo(means.get("Success(rel=2)@3") as number, 12);
    expect(recall).toBeCloseTo(means.get("R(rel=2)@3") as number, 12);
    expect(hitRate).toBeGreaterThan(0.2);
  });

  it.each<[Partial<ContextOptions>, RegExp]>([
    [{}, /in documents or in tokens, one of them/],
    [{ documents: 1, tokens: 1 }, /one of them/],
    [{ documents: 0 }, /documents must be a positive integer, is 0/],
    [{ tokens: 1.5 }, /tokens must be a positive integer, is 1.5/],
    [{ tokens: 5, countTokens: () => Number.NaN }, /countTokens must give a number of at least 0, gave NaN/],
    [{ documents: 1, relevantFrom: 0 }, /relevantFrom must be a positive integer, is 0/],
  ])("refuses %j", (options, message) => {
    expect(() => contextEffect(run, dataset, { system: "s", ...options })).toThrow(message);
    expect(() => contextEffect(run, dataset, { system: "s", ...options })).toThrow(InputError);
  });

  it("refuses a document without a text, and to measure without judgements", () => {
    const options = { system: "s", documents: 3 };
    expect(() => contextEffect(runOf({ q1: ["a", "gone"] }), dataset, options)).toThrow(
      /document gone, found for query q1, has no text/,
    );
    expect(() => contextEffect(run, { documents, qrels: new Map() }, options)).toThrow(/no judgements/);
  });
});
