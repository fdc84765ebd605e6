import { rerank } from "@secondpass/core";
import { describe, expect, it } from "vitest";
import { corpusStatistics } from "./corpus-statistics.ts";
import { lexical } from "./lexical.ts";

const documents = [
  "The weather is fine today.",
  "A circuit breaker trips when the load is too high.",
  "Breakers and loads",
  "When does a breaker trip? A breaker trips under load.",
];

const scoresByIndex = async (reranker: ReturnType<typeof lexical>, query: string, texts: readonly string[]) => {
  const { ranking } = await reranker.rerank({ query, documents: texts });
  return ranking.toSorted((a, b) => a.index - b.index).map(({ score }) => score);
};

describe("lexical ranks by words", () => {
  it("through rerank(), with the caller's own objects", async () => {
    const notes = documents.map((text, id) => ({ id, text }));
    const result = await rerank({ reranker: lexical(), query: "breaker trips load", documents: notes, topN: 2 });
    expect(result.documents.map(({ id }) => id)).toEqual([3, 1]);
    expect(result.documents[0]).toBe(notes[3]);
    expect(result.outcome).toMatchObject({ kind: "reranked", scored: 4 });
    expect(result.scoreScale).toBe("unknown");
    expect(result.warnings).toEqual([]);
  });

  it("keeps ties in input order, and scores 0 without a match", async () => {
    const { ranking } = await lexical().rerank({ query: "load", documents: ["x", "load", "y", "LOAD", "z", " "] });
    expect(ranking.map(({ index }) => index)).toEqual([1, 3, 0, 2, 4, 5]);
    expect(ranking.map(({ score }) => score).slice(2)).toEqual([0, 0, 0, null]);
  });

  it("in every script", async () => {
    const texts = ["Die große Straße", "แมวกินปลา", "東京は日本の首都です", "الكِتَابُ هنا", "यह किताब है", "北京是首都"];
    const firstFor = async (query: string) => (await lexical().rerank({ query, documents: texts })).ranking[0]?.index;
    expect(await firstFor("STRASSE")).toBe(0);
    expect(await firstFor("ปลา")).toBe(1);
    expect(await firstFor("日本")).toBe(2);
    expect(await firstFor("الكتاب")).toBe(3);
    expect(await firstFor("किताब")).toBe(4);
    expect(await firstFor("北京")).toBe(5);
  });

  it("answers a query without words with zeros in input order", async () => {
    const { ranking } = await lexical().rerank({ query: "?!", documents });
    expect(ranking).toEqual(documents.map((_, index) => ({ index, score: 0 })));
  });

  it("counts a word as often as the query repeats it", async () => {
    const [once] = await scoresByIndex(lexical(), "load", ["a load", "x"]);
    const [twice] = await scoresByIndex(lexical(), "load load", ["a load", "x"]);
    expect(twice).toBe(2 * (once as number));
  });

  it("warns of an instruction and ignores it", async () => {
    const plain = await lexical().rerank({ query: "load", documents });
    const instructed = await lexical().rerank({ query: "load", documents, instruction: "prefer the weather" });
    expect(instructed.ranking).toEqual(plain.ranking);
    expect(instructed.warnings).toEqual([
      { code: "instruction_ignored", message: expect.not.stringContaining("weather") },
    ]);
  });
});

describe("lexical without statistics", () => {
  it("is not pointwise: other candidates change a score", async () => {
    expect(lexical().traits).toMatchObject({ scoreScale: "unknown", pointwise: false, deterministic: true });
    const [alone] = await scoresByIndex(lexical(), "load", ["a load"]);
    const [among] = await scoresByIndex(lexical(), "load", ["a load", "x", "y"]);
    expect(alone).not.toBe(among);
  });

  it("counts repeated documents as often as they are there", async () => {
    const scores = await scoresByIndex(lexical(), "load", ["a load", "x", "a load"]);
    expect(scores[0]).toBe(scores[2]);
    expect(scores[0]).not.toBe((await scoresByIndex(lexical(), "load", ["a load", "x"]))[0]);
  });
});

describe("lexical with statistics", () => {
  const reranker = lexical({ statistics: corpusStatistics([...documents, "more loads of text", "and the rest"]) });

  it("is pointwise: a document's score is the same among others, alone and twice", async () => {
    expect(reranker.traits.pointwise).toBe(true);
    const query = "breaker load weather zeppelin";
    const together = await scoresByIndex(reranker, query, documents);
    for (const [at, document] of documents.entries()) {
      expect(await scoresByIndex(reranker, query, [document])).toEqual([together[at]]);
      expect(await scoresByIndex(reranker, query, [document, "other", document])).toContain(together[at]);
    }
  });

  it("scores a word that the corpus does not have as the rarest", async () => {
    const [known, unknown] = await scoresByIndex(reranker, "weather zeppelin", ["weather", "zeppelin"]);
    expect(unknown).toBeGreaterThan(known as number);
  });

  it("keeps to the statistics it was made with", async () => {
    const mutable = { documentCount: 10, averageLength: 4, documentFrequency: { load: 2 } };
    const keeper = lexical({ statistics: mutable });
    const before = await scoresByIndex(keeper, "load", documents);
    mutable.documentFrequency.load = 9;
    mutable.averageLength = 400;
    expect(await scoresByIndex(keeper, "load", documents)).toEqual(before);
  });
});

describe("lexical's revision", () => {
  const revision = (options: Parameters<typeof lexical>[0]): string | undefined => lexical(options).traits.revision;
  const statistics = { documentCount: 10, averageLength: 4, documentFrequency: { a: 1, b: 2 } };

  it("is the same for the same scores, and comes with the answer", async () => {
    expect(revision({})).toMatch(/^[0-9a-f]{16}$/);
    expect(revision({ k1: 1.2, b: 0.75 })).toBe(revision({}));
    expect(revision({ statistics: { ...statistics, documentFrequency: { b: 2, a: 1 } } })).toBe(
      revision({ statistics }),
    );
    expect((await lexical().rerank({ query: "a", documents })).revision).toBe(revision({}));
  });

  it("changes with everything that changes a score", () => {
    const variants = [
      {},
      { k1: 1 },
      { b: 0.7 },
      { statistics },
      { statistics: { ...statistics, documentCount: 11 } },
      { statistics: { ...statistics, averageLength: 5 } },
      { statistics: { ...statistics, documentFrequency: { a: 1, b: 3 } } },
      { statistics: { ...statistics, documentFrequency: { a: 1, c: 2 } } },
    ];
    expect(new Set(variants.map(revision)).size).toBe(variants.length);
  });
});
