import { afterAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-files.ts";
import { readBeirQrels, readCorpus, readQueries } from "./beir.ts";

const folder = temporaryFolder();
afterAll(folder.remove);

const lines = (...objects: unknown[]): string => objects.map((object) => JSON.stringify(object)).join("\n");

describe("readCorpus", () => {
  const read = (text: string): ReadonlyMap<string, string> => readCorpus(folder.write("corpus.jsonl", text));

  it("puts the title before the text, unless the text begins with it", () => {
    const corpus = read(
      lines(
        { _id: "1", title: "Fleas", text: "They jump." },
        { _id: "2", title: "Fleas", text: "Fleas jump." },
        { _id: "3", title: "", text: "No title." },
        { _id: 4, text: "None at all.", metadata: {} },
        { _id: "5", title: "Only a title", text: "" },
        { _id: "6", title: "", text: "" },
      ),
    );
    expect([...corpus]).toEqual([
      ["1", "Fleas They jump."],
      ["2", "Fleas jump."],
      ["3", "No title."],
      ["4", "None at all."],
      ["5", "Only a title "],
      ["6", ""],
    ]);
  });

  it("reads past a byte order mark and blank lines", () => {
    expect(read(`\uFEFF${lines({ _id: "a", text: "A" })}\r\n\r\n`).get("a")).toBe("A");
  });

  const good = lines({ _id: "1", text: "A" });
  it.each([
    [`${good}\n{"_id": "2", "text": `, /corpus\.jsonl:2: is no JSON/],
    [`${good}\n[]`, /corpus\.jsonl:2: must be an object/],
    [`${good}\n\n${lines({ text: "B" })}`, /corpus\.jsonl:3: _id must be an id, is missing/],
    [lines({ _id: "", text: "B" }), /corpus\.jsonl:1: _id must be an id, is empty/],
    [lines({ _id: "1" }), /corpus\.jsonl:1: text must be a string, is missing/],
    [lines({ _id: "1", text: "A", title: null }), /corpus\.jsonl:1: title must be a string, is null/],
    [`${good}\n${good}`, /corpus\.jsonl:2: _id 1 comes twice/],
  ])("refuses %j", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

describe("readQueries", () => {
  it("reads JSON lines where the name says so", () => {
    const file = folder.write("queries.jsonl", lines({ _id: "q1", text: "how long do fleas live" }));
    expect([...readQueries(file)]).toEqual([["q1", "how long do fleas live"]]);
    expect(() => readQueries(folder.write("queries.jsonl", lines({ _id: "q1" })))).toThrow(
      /queries\.jsonl:1: text must be a string, is missing/,
    );
  });

  it("reads id, tab, text otherwise; further tabs belong to the text", () => {
    const file = folder.write("queries.tsv", "1\thow long\tdo fleas live\n2\twhat is wifi\n");
    expect([...readQueries(file)]).toEqual([
      ["1", "how long\tdo fleas live"],
      ["2", "what is wifi"],
    ]);
  });

  it.each([
    ["1\ta\n2 b\n", /queries\.tsv:2: a query has 2 fields/],
    ["\ta\n", /queries\.tsv:1: a query has 2 fields/],
    ["1\ta\n1\tb\n", /queries\.tsv:2: _id 1 comes twice/],
  ])("refuses %j", (text, message) => {
    expect(() => readQueries(folder.write("queries.tsv", text))).toThrow(message);
  });
});

describe("readBeirQrels", () => {
  const heading = "query-id\tcorpus-id\tscore\n";
  const read = (text: string): ReturnType<typeof readBeirQrels> => readBeirQrels(folder.write("test.tsv", text));

  it("reads what follows the heading", () => {
    const qrels = read(`${heading}q1\td1\t2\nq1\td2\t0\n`);
    expect([...(qrels.get("q1") ?? [])]).toEqual([
      ["d1", 2],
      ["d2", 0],
    ]);
  });

  it.each([
    ["q1\td1\t2\n", /test\.tsv:1: the heading must be query-id, corpus-id, score/],
    ["", /test\.tsv:1: the heading must be/],
    [`${heading}q1\td1\n`, /test\.tsv:2: a judgement has 3 fields/],
    [`${heading}q1\td1\t1\t1\n`, /test\.tsv:2: a judgement has 3 fields/],
    [`${heading}q1\td1\tyes\n`, /test\.tsv:2: relevance must be an integer, is "yes"/],
    [`${heading}q1\td1\t1\nq1\td1\t1\n`, /test\.tsv:3: document d1 is judged twice for query q1/],
    [heading, /test\.tsv: no judgements/],
  ])("refuses %j", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
