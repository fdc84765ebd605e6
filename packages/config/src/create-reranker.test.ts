import { rerank } from "@secondpass/core";
import { afterEach, describe, expect, it } from "vitest";
import { actors, faultsOf, providers } from "./__fixtures__/providers.ts";
import { createReranker, namedProviders, parseConfig } from "./index.ts";

const question = { query: "refund", documents: ["opening hours", "a refund", "how to refund"] };
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function stack(config: object) {
  const { act, made } = actors();
  const reranker = await createReranker({ provider: "act", model: "first", ...config } as never, { ...providers, act });
  opened.push(reranker);
  return { reranker, made };
}

describe("createReranker", () => {
  it("makes a reranker of a shorthand and of an object", async () => {
    for (const config of ["lexical", "lexical:bm25", { provider: "lexical", k1: 0.9, budgetMs: 500 }] as const) {
      await using reranker = await createReranker(config, providers);
      expect(reranker.id).toBe("lexical:bm25");
      const { outcome, documents } = await rerank({ reranker, ...question });
      expect([outcome.kind, documents[2]]).toEqual(["reranked", "opening hours"]);
    }
  });

  it("takes the tail of a shorthand for the model, where its provider does not say what it is", async () => {
    const { act, made } = actors();
    await using reranker = await createReranker("act:rerank-1", { act });
    expect([reranker.id, made.length]).toEqual(["act:rerank-1", 1]);
  });

  it("asks nobody before the first call", async () => {
    const { made } = await stack({ fallback: [{ provider: "act", model: "second" }] });
    expect(made.map(({ id, calls }) => [id, calls.length])).toEqual([
      ["act:first", 0],
      ["act:second", 0],
    ]);
  });

  it("asks one after the other, and answers in first-stage order at the end", async () => {
    const failing = { fail: "overloaded", retry: false };
    const second = { provider: "act", model: "second", ...failing };
    const { reranker, made } = await stack({ ...failing, fallback: [second, { provider: "act", model: "third" }] });
    const { outcome, rerankerId } = await rerank({ reranker, ...question });
    expect([outcome.kind, rerankerId]).toEqual(["fallback", "act:third"]);
    expect(made.map(({ calls }) => calls.length)).toEqual([1, 1, 1]);

    const none = await stack({ ...failing, fallback: [second] });
    const { outcome: last, ranking } = await rerank({ reranker: none.reranker, ...question });
    expect(last.kind).toBe("first-stage");
    expect(ranking.map(({ index, score }) => [index, score])).toEqual([0, 1, 2].map((index) => [index, null]));
  });

  it("throws at the end of a strict one", async () => {
    const { reranker } = await stack({ fail: "overloaded", retry: false, strict: true });
    await expect(rerank({ reranker, ...question })).rejects.toMatchObject({ code: "overloaded" });
  });

  it("closes all its rerankers", async () => {
    const { reranker, made } = await stack({ fallback: [{ provider: "act", model: "second" }] });
    await reranker.close();
    for (const one of made) await expect(one.rerank(question)).rejects.toMatchObject({ code: "closed" });
    expect(made).toHaveLength(2);
  });

  it("closes those that were made when one cannot be", async () => {
    const { act, made } = actors();
    const fallback = [{ provider: "act", model: "second", unmakeable: true } as const];
    const config = { provider: "act", model: "first", fallback } as const;
    expect(await faultsOf(() => createReranker(config, { act }))).toBe("second cannot be made");
    expect(made).toHaveLength(1);
    await expect(made[0]?.rerank(question)).rejects.toMatchObject({ code: "closed" });
  });

  it("takes what parseConfig makes of a file", async () => {
    const { act, made } = actors();
    const more = { ...providers, act };
    const rerankers = {
      a: { provider: "act", model: "a", fail: "overloaded", retry: false, fallback: ["b"] },
      b: { provider: "act", model: "b" },
    };
    const { a } = parseConfig({ rerankers }, more).rerankers;
    await using reranker = await createReranker(a as NonNullable<typeof a>, more);
    expect((await rerank({ reranker, ...question })).rerankerId).toBe("act:b");
    expect(made.map(({ calls }) => calls.length)).toEqual([1, 1]);
  });

  it.each([
    ["nobody", 'the configuration there is no provider "nobody"; known: cohere, tei, lexical.'],
    ["chere:m", 'Did you mean "cohere"?'],
    [5, 'the configuration must be a text such as "provider:model" or an object with "provider", is 5'],
    [
      { provider: "lexcal" },
      'provider: there is no provider "lexcal"; known: cohere, tei, lexical. Did you mean "lexical"?',
    ],
    [{ provider: "lexical", fallback: ["b"] }, 'fallback[0]: there is no provider "b"'],
    [
      { provider: "lexical", budgetMs: 20_000 },
      "budgetMs: is 20000 and must be shorter than circuitBreaker.resetTimeoutMs",
    ],
  ])("refuses %j", async (config, message) => {
    expect(await faultsOf(() => createReranker(config as never, providers))).toContain(message);
  });
});

describe("namedProviders", () => {
  it("are those that a file names, once each", () => {
    const fallback = ["offline", { provider: "tei" }, "first-stage", 5, { provider: 5 }];
    const rerankers = {
      search: { provider: "cohere", fallback },
      offline: "lexical:bm25",
      other: "cohere:m",
      no: null,
    };
    expect(namedProviders({ rerankers })).toEqual(["cohere", "offline", "tei", "first-stage", "lexical"]);
    expect(namedProviders({ reranker: "tei:http://h" })).toEqual(["tei"]);
    for (const nothing of [undefined, null, 5, "lexical", [], {}, { rerankers: [] }]) {
      expect(namedProviders(nothing)).toEqual([]);
    }
  });
});
