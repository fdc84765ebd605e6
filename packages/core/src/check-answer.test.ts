import { describe, expect, it } from "vitest";
import { checkAnswer } from "./check-answer.ts";

const expected = { id: "a:1", count: 3, incomplete: "reject" } as const;
const row = (index: number, score: number | null = 0.5) => ({ index, score });
const complete = [row(0), row(1), row(2)];

describe("checkAnswer", () => {
  it("puts scores, in whatever order they come, where their documents are", () => {
    const scores = [row(2, 0.3), { ...row(0, -7), rawScore: 12, parts: { bm25: 3, dense: -0.25 } }, row(1, null)];

    expect(checkAnswer({ scores }, expected)).toEqual({
      rows: [{ index: 0, score: -7, rawScore: 12, parts: { bm25: 3, dense: -0.25 } }, row(1, null), row(2, 0.3)],
      arrived: [2, 0, 1],
      missing: 0,
      scoreScale: undefined,
      revision: undefined,
      usage: undefined,
      warnings: [],
    });
  });

  it("gives an order n, n−1, … 1 on the scale rank, whatever scale it claims", () => {
    expect(checkAnswer({ order: [2, 0, 1], scoreScale: "probability" }, expected)).toMatchObject({
      rows: [row(0, 2), row(1, 1), row(2, 3)],
      arrived: [2, 0, 1],
      scoreScale: "rank",
    });
  });

  it("hands scale, revision, usage and warnings on", () => {
    const more = {
      scoreScale: "logit",
      revision: "r1",
      usage: { tokens: 7, searchUnits: 1, costUsd: 0.002, requests: 1, cacheHits: 0 },
      warnings: [{ code: "truncated", message: "2 documents" }],
    };

    expect(checkAnswer({ scores: complete, ...more }, expected)).toEqual({
      rows: complete,
      arrived: [0, 1, 2],
      missing: 0,
      ...more,
    });
  });

  it.each([{ rawScore: 12 }, { parts: { bm25: 3 } }, { rawScore: 0, parts: {} }])("keeps of a row %j", (more) => {
    const scores = [row(0), { ...row(1), ...more }, row(2)];

    expect(checkAnswer({ scores }, expected).rows).toStrictEqual(scores);
  });

  it.each(["probability", "logit", "similarity", "rank", "unknown"])("knows the scale %s", (scoreScale) => {
    expect(checkAnswer({ scores: complete, scoreScale }, expected).scoreScale).toBe(scoreScale);
  });

  it("leaves out what is no part of the contract", () => {
    const scores = complete.map((known) => ({ ...known, document: "text", rank: 1 }));

    expect(checkAnswer({ scores, text: "text" }, expected).rows).toEqual(complete);
  });

  it("lets bad usage and warnings pass rather than lose an answer over them", () => {
    const usage = { tokens: -1, searchUnits: Number.NaN, costUsd: "1", requests: 2, secret: 3 };
    const warnings = [null, "w", { code: 1, message: "m" }, { code: "c" }, { code: "c", message: "m", extra: 1 }];

    expect(checkAnswer({ scores: complete, usage, warnings, revision: 7 }, expected)).toEqual({
      rows: complete,
      arrived: [0, 1, 2],
      missing: 0,
      scoreScale: undefined,
      revision: undefined,
      usage: { requests: 2 },
      warnings: [{ code: "c", message: "m" }],
    });
    expect(checkAnswer({ scores: complete, usage: { tokens: "7" }, warnings: "w" }, expected)).toMatchObject({
      usage: undefined,
      warnings: [],
    });
  });

  it("leaves gaps where rows are missing and may be", () => {
    const append = { ...expected, incomplete: "append" } as const;

    expect(checkAnswer({ scores: [row(1)] }, append)).toMatchObject({
      rows: [undefined, row(1), undefined],
      missing: 2,
    });
    expect(checkAnswer({ order: [2] }, append)).toMatchObject({ rows: [undefined, undefined, row(2, 3)], missing: 2 });
    expect(() => checkAnswer({ scores: [] }, append)).toThrow("a:1: malformed answer: it holds no document");
    expect(() => checkAnswer({ order: [] }, append)).toThrow("a:1: malformed answer: it holds no document");
  });
});

describe("checkAnswer refuses", () => {
  const both = "it needs exactly one of scores and order";
  const notFinite = "scores[1].score is no finite number or null";
  const withRow = (bad: unknown): unknown => ({ scores: [row(0), bad, row(2)] });
  it.each<[string, unknown, string]>([
    ["nothing", undefined, "not an object"],
    ["null", null, "not an object"],
    ["a string", "[]", "not an object"],
    ["neither scores nor order", {}, both],
    ["a bare array of rows", complete, both],
    ["both scores and order", { scores: complete, order: [0, 1, 2] }, both],
    ["scores: null beside an order", { scores: null, order: [0, 1, 2] }, both],
    ["scores that are no array", { scores: { length: 0 } }, "scores is no array"],
    ["an order that is no array", { order: "012" }, "order is no array"],
    ["a bare number for a row", withRow(0.5), "scores[1] is no object"],
    ["an empty row", withRow(undefined), "scores[1] is no object"],
    ["a score of NaN", withRow({ index: 1, score: Number.NaN }), notFinite],
    ["an infinite score", withRow({ index: 1, score: Number.NEGATIVE_INFINITY }), notFinite],
    ["a score in a string", withRow({ index: 1, score: "0.5" }), notFinite],
    ["a BigInt score", withRow({ index: 1, score: 1n }), notFinite],
    ["a missing score", withRow({ index: 1 }), notFinite],
    [
      "an infinite rawScore",
      withRow({ ...row(1), rawScore: Number.POSITIVE_INFINITY }),
      "scores[1].rawScore is no finite number",
    ],
    ["parts that are no object", withRow({ ...row(1), parts: 7 }), "scores[1].parts is no object"],
    [
      "a part that is no number",
      withRow({ ...row(1), parts: { a: null } }),
      "scores[1].parts holds something that is no finite number",
    ],
    ["a missing index", withRow({ score: 1 }), "scores[1].index is no integer"],
    ["an index in a string", withRow({ index: "1", score: 1 }), "scores[1].index is no integer"],
    ["a fraction for an index", withRow(row(0.5)), "scores[1].index is no integer"],
    ["a negative index", withRow(row(-1)), "scores[1].index is -1, outside 0…2"],
    ["an index beyond the list", withRow(row(3)), "scores[1].index is 3, outside 0…2"],
    ["an index twice", withRow(row(0)), "scores[1] repeats index 0"],
    ["an index twice, once as -0", withRow(row(-0)), "scores[1] repeats index 0"],
    ["too few rows", { scores: [row(0), row(2)] }, "1 of 3 documents are missing"],
    ["no rows", { scores: [] }, "3 of 3 documents are missing"],
    ["too many rows", { scores: [...complete, row(0)] }, "scores[3] repeats index 0"],
    ["a short order", { order: [2, 1] }, "1 of 3 documents are missing"],
    ["an order that names a document twice", { order: [2, 1, 2] }, "order[2] repeats index 2"],
    ["an order beyond the list", { order: [2, 1, 3] }, "order[2] is 3, outside 0…2"],
    ["an order of strings", { order: ["2", "1", "0"] }, "order[0] is no integer"],
    ["an order with a hole", { order: new Array(3) }, "order[0] is no integer"],
    ["an unknown scale", { scores: complete, scoreScale: "percent" }, "scoreScale is none of the known scales"],
  ])("%s", (_, answer, why) => {
    expect(() => checkAnswer(answer, expected)).toThrow(
      expect.objectContaining({ code: "malformed", message: `a:1: malformed answer: ${why}`, provider: "a:1" }),
    );
  });
});
