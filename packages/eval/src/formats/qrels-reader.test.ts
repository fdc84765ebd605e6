import { describe, expect, it } from "vitest";
import type { Qrels } from "../types.ts";
import { parseJsonLinesQrels, parseJsonQrels } from "./json-qrels-reader.ts";
import { parseQrels } from "./qrels-reader.ts";

const plain = (qrels: Qrels): unknown => Object.fromEntries([...qrels].map(([id, levels]) => [id, [...levels]]));
const heading = "query-id\tcorpus-id\tscore\n";

describe("parseQrels", () => {
  const parse = (text: string): Qrels => parseQrels(text, { name: "qrels" });

  it("reads TREC's form, whatever blanks are between the fields; ids are text", () => {
    expect(plain(parse("\ufeff# by hand\n007 0 1e3 1\n007\tQ0\tb#1  -1\r\n\n x 0 a 3"))).toEqual({
      "007": [
        ["1e3", 1],
        ["b#1", -1],
      ],
      x: [["a", 3]],
    });
  });

  it.each([heading, "Query_ID\tdoc_id\trelevance\r\n"])("reads BEIR's form, under %j", (first) => {
    expect(plain(parse(`${first}q1\td 1\t2\nq1\td2\t0\r\n#q\td3\t1\n`))).toEqual({
      q1: [
        ["d 1", 2],
        ["d2", 0],
      ],
      "#q": [["d3", 1]],
    });
  });

  it.each([
    ["1 0 a 1\n1 0 b\n", "qrels:2: a judgement has 4 fields: query, iteration, document, relevance"],
    ["1 0 a 1 extra\n", "qrels:1: a judgement has 4 fields"],
    [
      "q1\td1\t2\n",
      "qrels:1: a judgement has 4 fields: query, iteration, document, relevance (or 3 parted by tabs under",
    ],
    ["\n\n1 0 a high\n", 'qrels:3: the relevance level must be an integer, is "high"'],
    ["1 0 a 0.5\n", 'qrels:1: the relevance level must be an integer, is "0.5"'],
    ["1 0 a 99999999999999999999\n", "qrels:1: the relevance level must be an integer"],
    ["1 0 a 1\n2 0 a 1\n1 0 a 2\n", 'qrels:3: document "a" is judged twice for query "1"; keep one judgement'],
    ["\n# nothing\n", "qrels: there are no judgements in it"],
    ["\n  \n", "qrels: there is nothing in it; is this the right file?"],
    ["", "qrels: there is nothing in it"],
    ["1 0 a 1\n1 0 b\0 1\n", "qrels:2: there is a NUL byte; the file must be text"],
    [`${heading}q1\td1\n`, "qrels:2: a judgement under this heading has 3 fields"],
    [`${heading}q1\td1\t1\t1\n`, "qrels:2: a judgement under this heading has 3 fields"],
    [`${heading}q1\td1\tyes\n`, 'qrels:2: the relevance level must be an integer, is "yes"'],
    [`${heading}q1\td1\t1\nq1\td1\t1\n`, 'qrels:3: document "d1" is judged twice'],
    [heading, "qrels: there are no judgements in it"],
  ])("refuses %j", (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  it("names the line that is no UTF-8", () => {
    expect(() => parseQrels(Buffer.from("1 0 a 1\n\n1 0 \xff 1\n", "latin1"))).toThrow(
      "input:3: the line is not UTF-8",
    );
  });
});

describe("parseJsonLinesQrels", () => {
  const parse = (...lines: unknown[]): Qrels =>
    parseJsonLinesQrels(lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"), {
      name: "q.jsonl",
    });

  it("reads one judgement a line, by whatever names, and one query a line", () => {
    const qrels = parse(
      { query_id: "q1", doc_id: "d1", relevance: 2 },
      { qid: "q1", docid: 7, label: 0, annotator: "x" },
      { "query-id": 2, "corpus-id": "d1", score: 1 },
      { query_id: "q3", query: "which one", relevant: ["d1", 5] },
      { query_id: "q4", relevant: { d1: 3, d2: -1 } },
    );
    expect(plain(qrels)).toEqual({
      2: [["d1", 1]],
      q1: [
        ["d1", 2],
        ["7", 0],
      ],
      q3: [
        ["d1", 1],
        ["5", 1],
      ],
      q4: [
        ["d1", 3],
        ["d2", -1],
      ],
    });
  });

  const good = { query_id: "q1", doc_id: "d1", relevance: 2 };
  it.each([
    [good, "{", "q.jsonl:2: not valid JSON"],
    [good, [], "q.jsonl:2: must be a JSON object"],
    [good, good, 'q.jsonl:2: document "d1" is judged twice'],
    [
      good,
      { doc_id: "d2", relevance: 1 },
      'q.jsonl:2: field "query_id" or "qid" or "query-id" or "queryId" is missing',
    ],
    [good, { query_id: "", doc_id: "d2", relevance: 1 }, 'q.jsonl:2: field "query_id" must be an id'],
    [good, { query_id: "q1", relevance: 1 }, 'q.jsonl:2: field "doc_id" or'],
    [good, { query_id: "q1", doc_id: "d2" }, 'q.jsonl:2: field "relevance" or "score" or'],
    [good, { query_id: "q1", doc_id: "d2", rel: 0.5 }, 'q.jsonl:2: field "rel" must be an integer, is 0.5'],
    [good, { query_id: "q1", doc_id: "d2", rel: "1" }, 'q.jsonl:2: field "rel" must be an integer, is of type string'],
    [good, { query_id: "q1", relevant: "d2" }, 'q.jsonl:2: field "relevant" must be a JSON object or an array of ids'],
    [good, { query_id: "q1", relevant: [null] }, 'q.jsonl:2: a document of "relevant" must be an id'],
    [good, { query_id: "q1", relevant: { d2: null } }, 'q.jsonl:2: the level of "d2" must be an integer, is null'],
  ])("refuses %j, %j", (first, second, message) => {
    expect(() => parse(first, second)).toThrow(message);
  });
});

describe("parseJsonQrels", () => {
  it("reads levels by query and document", () => {
    expect(plain(parseJsonQrels('\ufeff{"q1": {"d1": 2, "d2": 0}, "q2": {}}'))).toEqual({
      q1: [
        ["d1", 2],
        ["d2", 0],
      ],
    });
  });

  it.each([
    ['{\n"q1": {"d1": 1,}\n}', "input:2: not valid JSON"],
    ["[]", "input: must be a JSON object"],
    ['{"q1": [1]}', 'input: ["q1"] must be a JSON object'],
    ['{"q1": {"d1": true}}', 'input: ["q1"] the level of "d1" must be an integer, is of type boolean'],
    ["{}", "input: there are no judgements in it"],
    [" ", "input: there is nothing in it"],
  ])("refuses %j", (text, message) => {
    expect(() => parseJsonQrels(text)).toThrow(message);
  });
});
