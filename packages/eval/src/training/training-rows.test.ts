import { expect, it } from "vitest";
import { InputError } from "../input-error.ts";
import { type TrainingRowOptions, trainingLines, trainingRows } from "./training-rows.ts";
import type { TrainingTriple } from "./training-triple.ts";

const queries = new Map([
  ["q", "what"],
  ["r", "why"],
]);
const documents = new Map(["a", "b", "c", "d"].map((id) => [id, id.toUpperCase()]));
const scored = (id: string, score: number | null) => ({ id, score });
const triples: readonly TrainingTriple[] = [
  { query: "q", positive: scored("a", 0.9), negatives: [scored("b", 0.5), scored("c", null)] },
  { query: "r", positive: scored("d", 0.8), negatives: [scored("a", 0.25)] },
];

function lines(options: TrainingRowOptions): readonly string[] {
  return [...trainingLines(triples, queries, documents, options)];
}

it("a triplet is a line for each negative", () => {
  expect(lines({})).toEqual([
    '{"query":"what","positive":"A","negative":"B"}\n',
    '{"query":"what","positive":"A","negative":"C"}\n',
    '{"query":"why","positive":"D","negative":"A"}\n',
  ]);
});

it("an n-tuple has all its negatives or is not there", () => {
  const first = '{"query":"what","positive":"A","negative_1":"B","negative_2":"C"}\n';
  expect(lines({ format: "n-tuple" })).toEqual([first]);
  expect(lines({ format: "n-tuple", negatives: 1 })).toEqual([
    '{"query":"what","positive":"A","negative_1":"B"}\n',
    '{"query":"why","positive":"D","negative_1":"A"}\n',
  ]);
  expect(lines({ format: "n-tuple", negatives: 3 })).toEqual([]);
});

it("scores go along where all of a line are known", () => {
  expect(lines({ scores: true })).toEqual([
    '{"query":"what","positive":"A","negative":"B","scores":[0.9,0.5]}\n',
    '{"query":"why","positive":"D","negative":"A","scores":[0.8,0.25]}\n',
  ]);
  expect(lines({ format: "n-tuple", negatives: 1, scores: true })[0]).toContain('"negative_1":"B","scores":[0.9,0.5]}');
  expect(lines({ format: "labeled-pair", scores: true })).toEqual([
    '{"query":"what","passage":"A","score":0.9}\n',
    '{"query":"what","passage":"B","score":0.5}\n',
    '{"query":"why","passage":"D","score":0.8}\n',
    '{"query":"why","passage":"A","score":0.25}\n',
  ]);
});

it("pairs hold each document of a query once", () => {
  const two = [...triples, { ...triples[0], positive: scored("d", null) } as TrainingTriple];
  const pairs = [...trainingRows(two, queries, documents, { format: "labeled-pair" })];
  expect(pairs.map(({ query, passage, label }) => `${query} ${passage} ${label}`)).toEqual([
    "what A 1",
    "what D 1",
    "what B 0",
    "what C 0",
    "why D 1",
    "why A 0",
  ]);
});

it("half characters become U+FFFD, whole ones and line ends stay", () => {
  const odd = new Map([...documents, ["a", "\ud83d\n\u{1f600}\u2028\ude00"]]);
  const [line = ""] = trainingLines(triples.slice(0, 1), queries, odd);
  expect(line.indexOf("\n")).toBe(line.length - 1);
  expect(JSON.parse(line).positive).toBe("\ufffd\n\u{1f600}\u2028\ufffd");
});

it("refuses unknown formats and texts that are not there", () => {
  const rows = (options: TrainingRowOptions, texts = documents) => [...trainingRows(triples, queries, texts, options)];
  expect(() => rows({ format: "triples" as "triplet" })).toThrow(
    new InputError('format must be one of triplet, n-tuple, labeled-pair, is "triples"'),
  );
  expect(() => rows({}, new Map([["a", "A"]]))).toThrow(new InputError("there is no text of the document b"));
});
