import { afterAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-files.ts";
import { readDataset, readHitLists } from "./dataset.ts";

const folder = temporaryFolder();
afterAll(folder.remove);

const qrels = folder.write("qrels.txt", "7 0 a 1\n");

describe("readDataset", () => {
  it.each([
    ["TREC", "judged.txt", "7 0 a 1\n"],
    ["BEIR", "judged.tsv", "query-id\tcorpus-id\tscore\n7\ta\t1\n"],
  ])("puts the parts together, with judgements in the form of %s", (_, name, judgements) => {
    const dataset = readDataset({
      corpus: folder.write("corpus.jsonl", '{"_id": "a", "title": "A", "text": "first"}'),
      queries: folder.write("queries.tsv", "7\twhich one"),
      qrels: folder.write(name, judgements),
      run: folder.write("run.trec", "7 Q0 a 1 0.5 t"),
    });
    expect(dataset).toEqual({
      queries: new Map([["7", "which one"]]),
      documents: new Map([["a", "A first"]]),
      qrels: new Map([["7", new Map([["a", 1]])]]),
      run: new Map([["7", ["a"]]]),
    });
  });
});

describe("readHitLists", () => {
  const hit = { qid: 7, docid: "a", content: "text of a", rank: 2, score: 1 };
  const read = (value: unknown): ReturnType<typeof readHitLists> =>
    readHitLists({ hits: folder.write("hits.json", typeof value === "string" ? value : JSON.stringify(value)), qrels });

  it("reads queries, texts and the order by score", () => {
    const better = { qid: 7, docid: 12, content: "text of 12", rank: 9, score: 3 };
    const tied = { ...hit, docid: "b", content: "text of b", rank: 3 };
    expect(read([{ query: "which one", hits: [hit, tied, better] }])).toEqual({
      queries: new Map([["7", "which one"]]),
      documents: new Map([
        ["a", "text of a"],
        ["b", "text of b"],
        ["12", "text of 12"],
      ]),
      qrels: new Map([["7", new Map([["a", 1]])]]),
      run: new Map([["7", ["12", "b", "a"]]]),
    });
  });

  const good = { query: "which one", hits: [hit] };
  it.each([
    ["no JSON", "[{", /hits\.json: is no JSON/],
    ["no list", { hits: [] }, /hits\.json: must hold a list/],
    ["no object", [good, 1], /hits\.json: \[1\] must be an object/],
    ["no hits", [{ query: "which one" }], /hits\.json: \[0\] hits must be an array, is missing/],
    ["an empty list", [{ query: "which one", hits: [] }], /hits\.json: \[0\] hits must belong to one query/],
    ["two queries in one", [{ ...good, hits: [hit, { ...hit, qid: 8 }] }], /\[0\] hits must belong to one query/],
    ["a document twice", [{ ...good, hits: [hit, hit] }], /\[0\] hits hold a document twice/],
    ["a query twice", [good, good], /hits\.json: \[1\] query 7 comes twice/],
    ["no query", [{ hits: [hit] }], /hits\.json: \[0\] query must be a string, is missing/],
    ["no text", [{ ...good, hits: [{ ...hit, content: 5 }] }], /\[0\]\.hits\[0\] content must be a string/],
    ["no id", [{ ...good, hits: [hit, { ...hit, docid: null }] }], /\[0\]\.hits\[1\] docid must be an id, is null/],
    ["no score", [{ ...good, hits: [{ ...hit, score: "1" }] }], /\[0\]\.hits\[0\] score must be a number/],
  ])("refuses %s", (_, value, message) => {
    expect(() => read(value)).toThrow(message);
  });

  it("names a file that is not there", () => {
    expect(() => readHitLists({ hits: `${folder.path}/absent.json`, qrels })).toThrow(/absent\.json/);
  });
});
