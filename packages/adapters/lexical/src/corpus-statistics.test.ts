import { describe, expect, it } from "vitest";
import { corpusStatistics } from "./corpus-statistics.ts";
import { lexical } from "./lexical.ts";

describe("corpusStatistics", () => {
  it("counts documents, their mean length and in how many each word occurs", () => {
    expect(corpusStatistics(["The cat, the dog", "Cat!", "  "])).toEqual({
      documentCount: 2,
      averageLength: 2.5,
      documentFrequency: { the: 1, cat: 2, dog: 1 },
    });
  });

  it("survives JSON, and so do words that are names of built-in properties", async () => {
    const documents = ["constructor of things", "__proto__ 中 proto", "other words, valueOf nothing"];
    const statistics = corpusStatistics(documents);
    expect(Object.hasOwn(statistics.documentFrequency, "constructor")).toBe(true);
    const request = { query: "constructor valueof tostring", documents };
    const again = lexical({ statistics: JSON.parse(JSON.stringify(statistics)) });
    const { ranking } = await again.rerank(request);
    expect(ranking).toEqual((await lexical({ statistics }).rerank(request)).ranking);
    expect(ranking.map(({ index }) => index)).toEqual([0, 2, 1]);
  });

  it("of the candidates themselves gives the scores that come without statistics, blank documents or not", async () => {
    const documents = ["load trips the breaker", "", "the load", "!!!", " \n", "nothing"];
    const request = { query: "breaker load", documents };
    const { ranking } = await lexical({ statistics: corpusStatistics(documents) }).rerank(request);
    expect(ranking).toEqual((await lexical().rerank(request)).ranking);
  });

  it("reads any iterable once", () => {
    function* texts(): Generator<string> {
      yield "one";
      yield "two";
    }
    expect(corpusStatistics(texts()).documentCount).toBe(2);
    expect(corpusStatistics([])).toEqual({ documentCount: 0, averageLength: 0, documentFrequency: {} });
  });

  it("refuses one string in place of many, and what is no string, by place", () => {
    const refusal = (texts: unknown): unknown => {
      try {
        return corpusStatistics(texts as string[]);
      } catch (error) {
        return error;
      }
    };
    expect(refusal("text")).toMatchObject({ code: "bad_request", message: expect.stringMatching(/is one string/) });
    expect(refusal(["a", 5])).toMatchObject({ code: "bad_request", message: expect.stringMatching(/texts\[1\]/) });
  });
});
