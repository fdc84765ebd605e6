import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { corpusStatistics } from "./corpus-statistics.ts";
import { lexical } from "./lexical.ts";
import { lexicalIndex } from "./lexical-index.ts";
import type { LexicalOptions } from "./options.ts";

/** What the reranker makes of the whole corpus: the best that have a word of the query. */
async function reranked(query: string, corpus: ReadonlyMap<string, string>, k: number, options: LexicalOptions = {}) {
  const ids = [...corpus.keys()];
  const statistics = corpusStatistics(corpus.values());
  const { ranking } = await lexical({ ...options, statistics }).rerank({ query, documents: [...corpus.values()] });
  return ranking.flatMap(({ index, score }) => (score ? [{ id: ids[index], score }] : [])).slice(0, k);
}

describe("lexicalIndex", () => {
  const corpus = new Map([
    ["a", "The load trips the breaker, the load!"],
    ["b", "Ein Ausschalter löst aus"],
    ["blank", "  "],
    ["c", "the breaker trips"],
    ["d", "constructor of the breaker, __proto__"],
    ["marks", "!!!"],
    ["e", "東京は日本の首都です"],
    ["f", "the breaker trips"],
  ]);

  it.each([
    ["the breaker trips the load", {}],
    ["constructor toString breaker", { k1: 0.9, b: 0.4 }],
    ["日本 AUSSCHALTER", { k1: 0, b: 0 }],
    ["trips", { b: 1 }],
  ])("finds for %j what the reranker ranks, with the same scores", async (query, options) => {
    const index = lexicalIndex(corpus, options);
    expect(index.documentCount).toBe(7);
    const expected = await reranked(query, corpus, 100, options);
    expect(expected.length).toBeGreaterThan(0);
    expect(index.search(query)).toEqual(expected);
    for (const k of [1, 2, 3]) expect(index.search(query, k)).toEqual(expected.slice(0, k));
  });

  it("finds nothing where no word is known", () => {
    const index = lexicalIndex(corpus);
    expect([index.search("nowhere"), index.search("?!"), index.search("")]).toEqual([[], [], []]);
    expect(lexicalIndex([]).search("breaker")).toEqual([]);
    expect(lexicalIndex([["a", "!"]]).search("breaker")).toEqual([]);
  });

  it("refuses a k that is no positive integer, and options that are none", () => {
    for (const k of [0, -1, 1.5, Number.NaN])
      expect(() => lexicalIndex(corpus).search("load", k)).toThrow(/^k must be/);
    expect(() => lexicalIndex(corpus, { b: 2 })).toThrow(/b must be a number from 0 to 1/);
  });
});

const cranfield = fileURLToPath(new URL("../../../../../shared/assets/cranfield", import.meta.url));

describe.skipIf(!existsSync(cranfield))("on Cranfield (needs the collections beside the repository)", () => {
  it("the best 100 of 1,400 documents are the reranker's, to the last bit, for every fifth query", async () => {
    const lines = (name: string): string[] => readFileSync(`${cranfield}/${name}`, "utf8").trim().split("\n");
    const corpus = new Map(lines("corpus.jsonl").map((line) => [JSON.parse(line)._id, JSON.parse(line).text]));
    const ids = [...corpus.keys()];
    const reranker = lexical({ statistics: corpusStatistics(corpus.values()) });
    const index = lexicalIndex(corpus);
    const queries = lines("queries.tsv").map((line) => line.slice(line.indexOf("\t") + 1));
    const different: string[] = [];
    for (const query of queries.filter((_, at) => at % 5 === 0)) {
      const { ranking } = await reranker.rerank({ query, documents: [...corpus.values()], topN: 100 });
      const expected = ranking.map(({ index: at, score }) => ({ id: ids[at], score }));
      if (JSON.stringify(index.search(query, 100)) !== JSON.stringify(expected)) different.push(query);
    }
    expect(queries).toHaveLength(225);
    expect(different).toEqual([]);
  });
});
