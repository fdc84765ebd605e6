import { describe, expect, it } from "vitest";
import { type HitLists, parseHitLists } from "./hit-lists.ts";
import { createJsonRunReader, parseJsonRun } from "./json-run.ts";

const hit = { qid: 7, docid: "a", content: "text of a", rank: 2, score: 1 };
const good = { query: "which one", hits: [hit] };

describe("parseHitLists", () => {
  const parse = (value: unknown): HitLists => parseHitLists(JSON.stringify(value), { name: "hits.json" });

  it("reads queries, texts and the order by score", () => {
    const better = { qid: 7, docid: 12, content: "text of 12", rank: 9, score: 3 };
    const tied = { ...hit, docid: "b", content: "text of b", rank: 3 };
    expect(parse([{ query: "which one", hits: [hit, tied, better] }])).toEqual({
      queries: new Map([["7", "which one"]]),
      documents: new Map([
        ["a", "text of a"],
        ["b", "text of b"],
        ["12", "text of 12"],
      ]),
      run: new Map([["7", { documents: ["12", "b", "a"], scores: Float64Array.of(3, 1, 1) }]]),
    });
  });

  it.each([
    ["no list", { hits: [] }, "hits.json: must hold a JSON array"],
    ["nothing", [], "hits.json: there are no queries in it"],
    ["no object", [good, 1], "hits.json: [1] must be a JSON object"],
    ["no hits", [{ query: "which one" }], 'hits.json: [0] field "hits" must be an array'],
    ["an empty list", [{ query: "which one", hits: [] }], 'hits.json: [0] "hits" must belong to one query'],
    ["two queries in one", [{ ...good, hits: [hit, { ...hit, qid: 8 }] }], '[0] "hits" must belong to one query'],
    ["a document twice", [{ ...good, hits: [hit, hit] }], '[0] "hits" hold a document twice'],
    ["a query twice", [good, good], "hits.json: [1] query 7 comes twice"],
    ["no query", [{ hits: [hit] }], '[0] field "query" must be a string, is missing'],
    ["no text", [{ ...good, hits: [{ ...hit, content: 5 }] }], '[0].hits[0] field "content" must be a string'],
    ["no id", [{ ...good, hits: [hit, { ...hit, docid: null }] }], '[0].hits[1] field "docid" must be an id'],
    ["no score", [{ ...good, hits: [{ ...hit, score: "1" }] }], '[0].hits[0] field "score" must be a number'],
  ])("refuses %s", (_, value, message) => {
    expect(() => parse(value)).toThrow(message);
  });
});

describe("parseJsonRun", () => {
  it("reads scores by query and document", () => {
    expect([...parseJsonRun('{"q1": {"a": 1, "b": 2.5}, "q2": {}}')]).toEqual([
      ["q1", { documents: ["b", "a"], scores: Float64Array.of(2.5, 1) }],
      ["q2", { documents: [], scores: Float64Array.of() }],
    ]);
  });

  it.each([
    ['{"q1": {"a": null}}', 'input: ["q1"] the score of "a" must be a number, is null'],
    ['{"q1": [["a", 1]]}', 'input: ["q1"] must be a JSON object'],
    ["{}", "input: there is no ranking in it"],
    ['{\n\n"q1"', "input:3: not valid JSON"],
  ])("refuses %j", (text, message) => {
    expect(() => parseJsonRun(text)).toThrow(message);
  });
});

it.each([
  [[good], 1],
  [{ 7: { a: 1 } }, undefined],
])("a JSON file holds hit lists or a run: %j", (value, texts) => {
  const reader = createJsonRunReader("run.json");
  reader.push(Buffer.from(JSON.stringify(value)));
  const { run, documents } = reader.end();
  expect(run.get("7")?.documents).toEqual(["a"]);
  expect(documents?.size).toBe(texts);
});
