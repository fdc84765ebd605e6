import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Bm25Parameters, collectionOf, countTerms, createScorer, type DocumentTerms } from "./bm25.ts";
import { corpusStatistics } from "./corpus-statistics.ts";
import { lexical } from "./lexical.ts";
import { segmentWords } from "./segment-words.ts";

/** Made by oracle/make-oracle.py with bm25s. */
interface CranfieldFixture {
  readonly queries: readonly string[];
  readonly settings: readonly (Bm25Parameters & { readonly scores: readonly (readonly number[])[] })[];
}

interface Text {
  readonly text: string;
  readonly words: readonly string[];
}

interface ScriptsFixture {
  readonly cases: readonly (Bm25Parameters & {
    readonly name: string;
    readonly query: Text;
    readonly documents: readonly Text[];
    readonly corpus?: readonly Text[];
    readonly scores: readonly number[];
  })[];
}

const fixture = (name: string): Buffer => readFileSync(new URL(`./__fixtures__/${name}`, import.meta.url));
const cranfieldScores: CranfieldFixture = JSON.parse(gunzipSync(fixture("bm25-cranfield.json.gz")).toString());
const scripts: ScriptsFixture = JSON.parse(fixture("bm25-scripts.json").toString());

const terms = (words: readonly string[]): DocumentTerms => ({ length: words.length, counts: countTerms(words) });

function scoresOf(
  query: readonly string[],
  documents: readonly (readonly string[])[],
  parameters: Bm25Parameters,
  corpus: readonly (readonly string[])[] = documents,
): number[] {
  const scoreOf = createScorer(countTerms(query), collectionOf(corpus.map(terms)), parameters);
  return documents.map((words) => scoreOf(terms(words)));
}

/** The largest difference; NaN where there is anything but numbers. */
function largestDifference(actual: readonly number[], expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length);
  return actual.reduce((largest, score, at) => Math.max(largest, Math.abs(score - (expected[at] as number))), 0);
}

describe("BM25 beside bm25s on texts of many scripts", () => {
  it.each(scripts.cases)("$name: every score within 1e-9", ({ query, documents, corpus, scores, ...parameters }) => {
    const words = (texts: readonly Text[]): (readonly string[])[] => texts.map((text) => text.words);
    const actual = scoresOf(query.words, words(documents), parameters, words(corpus ?? documents));
    expect(largestDifference(actual, scores)).toBeLessThan(1e-9);
  });

  it.each(scripts.cases)("$name: the same through lexical()", async ({ query, documents, corpus, scores, k1, b }) => {
    for (const { text, words } of [query, ...documents, ...(corpus ?? [])]) expect(segmentWords(text)).toEqual(words);
    const statistics = corpus && corpusStatistics(corpus.map(({ text }) => text));
    const request = { query: query.text, documents: documents.map(({ text }) => text) };
    const { ranking } = await lexical({ k1, b, statistics }).rerank(request);
    const actual = ranking.toSorted((x, y) => x.index - y.index).map(({ score }) => score as number);
    expect(largestDifference(actual, scores)).toBeLessThan(1e-9);
  });
});

const cranfield = new URL("../../../../../shared/assets/cranfield/", import.meta.url);
const absent = existsSync(cranfield) ? "" : ` (skipped: no ${fileURLToPath(cranfield)}; the collection has no licence)`;

describe.skipIf(absent !== "")(`BM25 beside bm25s on 200 lists of the Cranfield collection${absent}`, () => {
  const split = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");
  const lines = (name: string): string[] => readFileSync(new URL(name, cranfield), "utf8").trim().split("\n");

  it.each(cranfieldScores.settings)(
    "k1 $k1, b $b: at least 20,000 scores, every one within 1e-6",
    ({ scores, ...parameters }) => {
      const texts = new Map(
        lines("corpus.jsonl")
          .map((line) => JSON.parse(line))
          .map(({ _id, text }) => [_id, text]),
      );
      const queries = new Map(lines("queries.tsv").map((line) => line.split("\t") as [string, string]));
      const run = lines("run.bm25.top100.trec").map((line) => line.split(" "));
      let compared = 0;
      for (const [at, id] of cranfieldScores.queries.entries()) {
        const documents = run.filter(([query]) => query === id).map(([, , document]) => split(texts.get(document)));
        const actual = scoresOf(split(queries.get(id) as string), documents, parameters);
        expect(largestDifference(actual, scores[at] as number[])).toBeLessThan(1e-6);
        compared += actual.length;
      }
      expect(compared).toBeGreaterThanOrEqual(20_000);
    },
  );
});

describe("createScorer", () => {
  const lucene = { k1: 1.2, b: 0.75 };

  it("is the written formula", () => {
    const [score] = scoresOf(["a"], [["a", "a", "b"], ["c"]], lucene);
    const idf = Math.log(1 + (2 - 1 + 0.5) / (1 + 0.5));
    expect(score).toBeCloseTo((idf * 2) / (2 + 1.2 * (1 - 0.75 + (0.75 * 3) / 2)), 15);
  });

  it("would show other parameters: k1 1.3 is off by far more than the oracle's tolerance", () => {
    const [{ query, documents, scores }] = scripts.cases as [ScriptsFixture["cases"][number]];
    const words = documents.map((text) => text.words);
    expect(largestDifference(scoresOf(query.words, words, { k1: 1.3, b: 0.75 }), scores)).toBeGreaterThan(1e-3);
  });

  it("scores 0 where no word matches, where no document has a word, and where the query has none", () => {
    expect(scoresOf(["x"], [["a"], ["b"]], lucene)).toEqual([0, 0]);
    expect(scoresOf(["x"], [[], []], lucene)).toEqual([0, 0]);
    expect(scoresOf([], [["a"], ["b"]], lucene)).toEqual([0, 0]);
  });

  it("scores equal counts equally to the last bit, whatever order the words come in", () => {
    const words = Array.from({ length: 40 }, (_, at) => `w${at}`);
    const query = words.flatMap((word, at) => Array<string>(1 + (at % 3)).fill(word));
    const [one, other] = scoresOf(query, [words, words.toReversed(), ["w1", "z"]], { k1: 0.9, b: 0.4 });
    expect(one).toBe(other);
  });

  it("takes words that are names of built-in properties", () => {
    const words = ["constructor", "__proto__", "tostring", "hasownproperty"];
    for (const word of words) {
      const [has, hasNot] = scoresOf([word], [[word, "a"], ["a"]], lucene);
      expect(has).toBeGreaterThan(0);
      expect(hasNot).toBe(0);
    }
  });
});
