import { describe, expect, it } from "vitest";
import { createTextsReader, parseTexts, type TextsForm } from "./texts-reader.ts";

const lines = (...objects: unknown[]): string => objects.map((object) => JSON.stringify(object)).join("\n");

describe("parseTexts", () => {
  it("puts the title before the text, unless the text begins with it", () => {
    const corpus = lines(
      { _id: "1", title: "Fleas", text: "They jump." },
      { _id: "2", title: "Fleas", text: "Fleas jump." },
      { _id: "3", title: "", text: "No title." },
      { _id: 4, text: "None at all.", metadata: {} },
      { text: "Title null.", title: null, id: "5" },
      { docid: 'a"b', title: "Only a title", text: "" },
    );
    expect([...parseTexts(corpus, "jsonl")]).toEqual([
      ["1", "Fleas They jump."],
      ["2", "Fleas jump."],
      ["3", "No title."],
      ["4", "None at all."],
      ["5", "Title null."],
      ['a"b', "Only a title "],
    ]);
  });

  it("takes id, tab, text; further tabs belong to the text", () => {
    expect([...parseTexts("1\thow long\tdo fleas live\r\n2\t\n", "tsv")]).toEqual([
      ["1", "how long\tdo fleas live"],
      ["2", ""],
    ]);
  });

  it("keeps the wanted texts alone; of the others only the id is looked at", () => {
    const corpus = `${lines({ _id: "1", text: "A" })}\n{"_id": "2", "text": 5}\n${lines({ text: "C", _id: "3" })}`;
    expect([...parseTexts(corpus, "jsonl", { wanted: new Set(["1", "3"]) })]).toEqual([
      ["1", "A"],
      ["3", "C"],
    ]);
    expect([...parseTexts("1\ta\n2\tb\n", "tsv", { wanted: new Set(["2"]) })]).toEqual([["2", "b"]]);
  });

  const good = lines({ _id: "1", text: "A" });
  it.each<[TextsForm, string, string]>([
    ["jsonl", `${good}\n{"_id": "2", "text": `, "input:2: not valid JSON"],
    ["jsonl", `${good}\n[]`, "input:2: must be a JSON object"],
    ["jsonl", `${good}\n\n${lines({ text: "B" })}`, 'input:3: field "_id" or "id" or'],
    ["jsonl", lines({ _id: "", text: "B" }), 'input:1: field "_id" must be an id (text or an integer), is empty'],
    ["jsonl", lines({ _id: "1" }), 'input:1: field "text" must be a string, is missing'],
    ["jsonl", lines({ _id: "1", text: "A", title: 3 }), 'input:1: field "title" must be a string, is of type number'],
    ["jsonl", `${good}\n${good}`, 'input:2: the id "1" comes twice'],
    ["tsv", "1\ta\n2 b\n", "input:2: a line has 2 fields parted by a tab: id, text"],
    ["tsv", "\ta\n", "input:1: a line has 2 fields"],
    ["tsv", "1\ta\n1\tb\n", 'input:2: the id "1" comes twice'],
    ["tsv", "\n", "input: there is nothing in it"],
  ])("refuses %s %j", (form, text, message) => {
    expect(() => parseTexts(text, form)).toThrow(message);
  });
});

it("a reader may be given chunks that end within a character", () => {
  const reader = createTextsReader("corpus", "tsv");
  for (const byte of Buffer.from("\ufeffid\tÄpfel\n2\t😀")) reader.push(Uint8Array.of(byte));
  expect([...reader.end()]).toEqual([
    ["id", "Äpfel"],
    ["2", "😀"],
  ]);
});
