import { expect, it } from "vitest";
import { InputError } from "../input-error.ts";
import type { Qrels, Run } from "../types.ts";
import { judgedPairs } from "./judged-pairs.ts";

const run: Run = new Map([
  ["q1", { documents: ["a", "b", "c", "d"], scores: [3, 2, 1, null] }],
  ["q2", { documents: ["a", "b"], scores: [0.5, -1] }],
  ["unjudged", { documents: ["a"], scores: [9] }],
]);
const qrels: Qrels = new Map([
  [
    "q1",
    new Map([
      ["a", 2],
      ["b", 0],
      ["d", 2],
    ]),
  ],
  ["q2", new Map([["b", 1]])],
]);
const rowsOf = (options?: object) => {
  const { pairs, ...rest } = judgedPairs(run, qrels, options);
  return { rows: pairs.map(({ query, score, relevant }) => `${query} ${score} ${relevant}`), ...rest };
};

it("by default unjudged documents are left out; unscored ones and queries without judgements always", () => {
  expect(rowsOf()).toEqual({
    rows: ["q1 3 true", "q1 2 false", "q2 -1 true"],
    relevantFrom: 1,
    unjudged: "skip",
    withoutJudgement: 2,
  });
});

it("they may count as not relevant", () => {
  expect(rowsOf({ unjudged: "not-relevant" })).toEqual({
    rows: ["q1 3 true", "q1 2 false", "q1 1 false", "q2 0.5 false", "q2 -1 true"],
    relevantFrom: 1,
    unjudged: "not-relevant",
    withoutJudgement: 2,
  });
});

it("relevance may begin higher", () => {
  expect(rowsOf({ relevantFrom: 2 }).rows).toEqual(["q1 3 true", "q1 2 false", "q2 -1 false"]);
});

it("a score that is no number is told with its place", () => {
  const broken: Run = new Map([["q1", { documents: ["a", "b"], scores: [1, Number.NaN] }]]);
  expect(() => judgedPairs(broken, qrels)).toThrow(InputError);
  expect(() => judgedPairs(broken, qrels)).toThrow('query "q1", place 2: the score is no finite number');
});
