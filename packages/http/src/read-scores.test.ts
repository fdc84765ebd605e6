import { describe, expect, it } from "vitest";
import { countOf, readScores } from "./read-scores.ts";

const shape = { list: "results", score: "relevance_score" };
const row = { index: 0, relevance_score: 0.5 };

it("reads rows from a member, or from the answer itself", () => {
  expect(readScores({ results: [row, { index: 1, relevance_score: -2, more: 1 }] }, shape, "x")).toEqual([
    { index: 0, score: 0.5 },
    { index: 1, score: -2 },
  ]);
  expect(readScores([{ i: 3, score: 1 }], { score: "score", index: "i" }, "x")).toEqual([{ index: 3, score: 1 }]);
});

describe("what is no score is malformed", () => {
  it.each([
    [null, /has no list "results"/],
    ["x", /has no list/],
    [[], /has no list/],
    [{}, /has no list/],
    [{ results: { length: 1 } }, /has no list/],
    [{ results: [null] }, /no whole number results\[0\]\.index/],
    [{ results: [row, 5] }, /no whole number results\[1\]\.index/],
    [{ results: [{ ...row, index: "0" }] }, /no whole number results\[0\]\.index/],
    [{ results: [{ ...row, index: 0.5 }] }, /no whole number/],
    [{ results: [{ ...row, relevance_score: null }] }, /no number results\[0\]\.relevance_score/],
    [{ results: [{ ...row, relevance_score: "0.5" }] }, /no number/],
    [{ results: [{ index: 0 }] }, /no number/],
    [JSON.parse('{"results":[{"index":0,"relevance_score":1e999}]}'), /no number/],
    [{ results: [Object.create(row)] }, /no whole number/],
  ])("%j", (json, message) => {
    expect(() => readScores(json, shape, "x")).toThrow(
      expect.objectContaining({ code: "malformed", message: expect.stringMatching(message) }),
    );
  });
});

it.each([
  [5, 5],
  [0, 0],
  [-1, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  ["5", undefined],
  [null, undefined],
])("the count of %j is %j", (value, wanted) => {
  expect(countOf(value)).toBe(wanted);
});
