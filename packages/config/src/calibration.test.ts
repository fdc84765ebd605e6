import { rerank } from "@secondpass/core";
import { describe, expect, it } from "vitest";
import { calibration } from "./__fixtures__/calibration.ts";
import { actors, faultsOf, providers } from "./__fixtures__/providers.ts";
import { createReranker } from "./create-reranker.ts";
import { explainConfig } from "./explain-config.ts";
import { parseConfig } from "./parse-config.ts";

const question = { query: "refund", documents: ["opening hours", "a refund"] };
const probability = (score: number): unknown => expect.closeTo(1 / (1 + Math.exp(1 - 2 * score)), 12);

async function stack(config: object) {
  const { act, made } = actors();
  const reranker = await createReranker({ provider: "act", model: "a", ...config } as never, { act });
  return { reranker, made };
}

describe("a calibration in the configuration", () => {
  it("gives probabilities, on which minScore works", async () => {
    const { reranker } = await stack({ calibration: calibration() });
    const { ranking, scoreScale, warnings } = await rerank({ reranker, ...question, minScore: 0.5 });
    expect([scoreScale, warnings, reranker.traits.scoreScale]).toEqual(["probability", [], "probability"]);
    expect(ranking.map(({ index, score, rawScore }) => [index, score, rawScore])).toEqual([[1, probability(1), 1]]);
    await reranker.close();
  });

  it("is of one reranker: a fallback has its own or none, and never that of its entry", async () => {
    const failing = { fail: "overloaded", retry: false, calibration: calibration() } as const;
    const scoresOf = async (fallback: object) => {
      const { reranker } = await stack({ ...failing, fallback: [{ provider: "act", model: "b", ...fallback }] });
      const { ranking, scoreScale, outcome } = await reranker.rerank(question);
      await reranker.close();
      return { kind: outcome.kind, scoreScale, scores: ranking.map(({ score }) => score) };
    };
    expect(await scoresOf({})).toEqual({ kind: "fallback", scoreScale: "similarity", scores: [1, 0] });
    expect(await scoresOf({ calibration: calibration({ rerankerId: "act:b" }) })).toEqual({
      kind: "fallback",
      scoreScale: "probability",
      scores: [probability(1), probability(0)],
    });
  });

  it("of another reranker or scale is refused with its path, and what was made is closed", async () => {
    const wrong = { rerankerId: "act:z" };
    const { act, made } = actors();
    const config = {
      provider: "act",
      model: "a",
      calibration: calibration(),
      fallback: [{ provider: "act", model: "b", calibration: calibration(wrong) }],
    };
    expect(await faultsOf(() => createReranker(config as never, { act }))).toBe(
      "fallback[0].calibration: it was fitted for act:z, this is act:b: calibrate this one",
    );
    expect(made).toHaveLength(2);
    for (const one of made) await expect(one.rerank(question)).rejects.toMatchObject({ code: "closed" });
    await expect(createReranker(config as never, { act })).rejects.toMatchObject({
      code: "misconfigured",
      provider: "act:b",
    });
    const scaled = () => stack({ calibration: calibration({ scoreScale: "logit" }) });
    expect(await faultsOf(scaled)).toContain('calibration: it was fitted on the scale "logit"');
  });

  it("of another revision leaves answers as they are, with a warning", async () => {
    const { reranker } = await stack({ calibration: calibration({ revision: "old" }) });
    const { warnings, scoreScale } = await reranker.rerank(question);
    expect([scoreScale, warnings.map(({ code }) => code)]).toEqual(["similarity", ["calibration_not_applied"]]);
    await reranker.close();
  });
});

describe("reading it", () => {
  const file = (given: object): object => ({
    rerankers: {
      a: { provider: "lexical", calibration: calibration(), fallback: ["b", { provider: "lexical", ...given }] },
      b: { provider: "lexical", calibration: calibration({ dataset: "other" }) },
    },
  });

  it("a plan says of each reranker which one it has, and from where", () => {
    const plan = explainConfig(file({}), providers).stacks.a;
    expect(
      plan?.rerankers.map(({ path, calibration: one }) => [path, one?.path, one?.value.dataset, one?.origin]),
    ).toEqual([
      ["rerankers.a", "rerankers.a.calibration", "sample", "configuration"],
      ["rerankers.b", "rerankers.b.calibration", "other", "configuration"],
      ["rerankers.a.fallback[1]", undefined, undefined, undefined],
    ]);
  });

  it("what is parsed can be parsed again", () => {
    const once = parseConfig(file({}), providers);
    expect(parseConfig(once, providers)).toEqual(once);
    expect(once.rerankers.a).toMatchObject({
      calibration: calibration(),
      fallback: [{ calibration: { dataset: "other" } }, {}],
    });
  });

  it.each<[unknown, string]>([
    [
      "./c.json",
      "rerankers.a.fallback[1].calibration: must be the calibration itself, is a string; a path is read only where a file says it",
    ],
    [5, "rerankers.a.fallback[1].calibration: must be an object, is 5"],
    [
      calibration({ parameters: { slope: 0 } }),
      "rerankers.a.fallback[1].calibration.parameters.slope: must be a number above 0, is 0",
    ],
    [calibration({ extra: 1 }), "rerankers.a.fallback[1].calibration.extra: is no field of a calibration"],
  ])("%j is refused with its path", async (given, message) => {
    expect(await faultsOf(() => parseConfig(file({ calibration: given }), providers))).toContain(message);
  });

  it("at the top of a file it has no place", async () => {
    const input = { calibration: calibration(), reranker: "lexical" };
    expect(await faultsOf(() => parseConfig(input, providers))).toContain("calibration: there is no such key");
  });
});
