import { calibrationFaults, type ScoreScale, withCalibration } from "@secondpass/core";
import { scriptedReranker } from "@secondpass/testing/scripted";
import { describe, expect, it } from "vitest";
import { InputError } from "../input-error.ts";
import { createRandom } from "../random.ts";
import { applyCalibration, calibrate } from "./calibrate.ts";
import { foldsByQuery } from "./cross-validate.ts";
import type { JudgedPair, JudgedPairs } from "./judged-pairs.ts";

const madeAt = "2026-11-21T12:00:00.000Z";
const reranker = (scoreScale: ScoreScale) => ({ id: "scripted:test", revision: "r1", scoreScale });
const optionsOf = (scoreScale: ScoreScale, more: object = {}) => ({
  reranker: reranker(scoreScale),
  dataset: "drawn",
  madeAt,
  ...more,
});
const judged = (pairs: readonly JudgedPair[], more: object = {}): JudgedPairs => ({
  pairs,
  relevantFrom: 1,
  unjudged: "skip",
  withoutJudgement: 0,
  ...more,
});

/** Scores in −5…5 whose chance to be relevant is as given. */
function drawn(chance: (score: number) => number, queries = 60, perQuery = 20, seed = 1): readonly JudgedPair[] {
  const random = createRandom(seed);
  return Array.from({ length: queries * perQuery }, (_, at) => {
    const score = random() * 10 - 5;
    return { query: `q${at % queries}`, score, relevant: random() < chance(score) };
  });
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const stepped = (score: number): number => (score < 0 ? 0.05 : score < 2 ? 0.3 : 0.9);

describe("a calibration", () => {
  it("finds the probabilities that scores were drawn with", () => {
    const { verdict, artefact, after, candidates } = calibrate(
      judged(drawn((score) => sigmoid(0.8 * score - 1))),
      optionsOf("logit"),
    );
    expect(verdict).toBe("calibrated");
    expect(artefact).toMatchObject({
      method: "platt",
      rerankerId: "scripted:test",
      revision: "r1",
      scoreScale: "logit",
      dataset: "drawn",
      madeAt,
    });
    expect(artefact?.parameters).toEqual({ slope: expect.closeTo(0.8, 0), intercept: expect.closeTo(-1, 0) });
    expect(candidates.map(({ method }) => method)).toEqual(["temperature", "platt", "isotonic"]);
    expect(after?.ece).toBeLessThan(0.05);
    expect(calibrationFaults(JSON.parse(JSON.stringify(artefact)))).toEqual([]);
  });

  it("takes the temperature where nothing more is needed, and the isotonic curve where no sigmoid fits", () => {
    const methodOf = (pairs: readonly JudgedPair[]) => calibrate(judged(pairs), optionsOf("logit")).artefact?.method;
    expect(methodOf(drawn((score) => sigmoid(score / 2)))).toBe("temperature");
    expect(methodOf(drawn(stepped, 200))).toBe("isotonic");
  });

  it("the method with the least cross-validated Brier score, whose figures the artefact has", () => {
    const { candidates, artefact } = calibrate(judged(drawn(stepped, 200)), optionsOf("logit"));
    const briers = candidates.map((one) => ("brier" in one ? one.brier : Number.NaN));
    expect(artefact?.figures.brier).toBe(Math.min(...briers));
    const taken = candidates.find(({ method }) => method === artefact?.method);
    expect(artefact?.figures).toMatchObject({
      ece: taken && "ece" in taken && taken.ece,
      logLoss: taken && "logLoss" in taken && taken.logLoss,
    });
  });

  it("makes probabilities that claim too much believable", () => {
    const pairs = drawn((score) => sigmoid(0.5 * score)).map((pair) => ({ ...pair, score: sigmoid(3 * pair.score) }));
    const { before, after, artefact } = calibrate(judged(pairs), optionsOf("probability"));
    expect(before?.ece).toBeGreaterThan(0.1);
    expect(after?.ece).toBeLessThan(0.06);
    const fresh = drawn((score) => sigmoid(0.5 * score), 60, 20, 2).map((pair) => ({
      ...pair,
      score: sigmoid(3 * pair.score),
    }));
    const predicted = applyCalibration(artefact as never, { pairs: fresh });
    const mean = predicted.reduce((sum, { probability }) => sum + probability, 0) / predicted.length;
    expect(mean).toBeCloseTo(fresh.filter(({ relevant }) => relevant).length / fresh.length, 1);
  });

  it("is the same for the same input", () => {
    const pairs = judged(drawn(stepped));
    expect(calibrate(pairs, optionsOf("logit"))).toEqual(calibrate(pairs, optionsOf("logit")));
    expect(calibrate(pairs, optionsOf("logit", { seed: 3 })).separation).not.toEqual(
      calibrate(pairs, optionsOf("logit")).separation,
    );
  });

  it("can be put around its reranker", async () => {
    const traits = { scoreScale: "logit", revision: "r1", pointwise: true } as const;
    const inner = scriptedReranker({ traits, cues: [{ scores: [-3, 4] }] });
    const { artefact } = calibrate(judged(drawn(stepped)), optionsOf("logit"));
    const { ranking, scoreScale } = await withCalibration(inner, artefact as never).rerank({
      query: "q",
      documents: ["a", "b"],
    });
    expect([scoreScale, ranking.map(({ index }) => index)]).toEqual(["probability", [1, 0]]);
    expect(ranking[0]?.score).toBeGreaterThan(0.6);
    expect(ranking[1]?.score).toBeLessThan(0.2);
  });
});

describe("no clean separation", () => {
  const noise = drawn(() => 0.3);
  const verdictOf = (pairs: JudgedPairs, more: object = {}) => {
    const { verdict, reason, artefact } = calibrate(pairs, optionsOf("logit", more));
    return { verdict, reason, artefact };
  };

  it("where chance could have ordered so", () => {
    const { verdict, reason, artefact } = verdictOf(judged(noise));
    expect([verdict, artefact]).toEqual(["no clean separation", undefined]);
    expect(reason).toMatch(
      /^chance could have done it: the area under the ROC curve is 0\.\d{3} \(95 % interval 0\.4\d\d to 0\.5\d\d\)/,
    );
  });

  it("where scores stand on their head", () => {
    const { verdict, reason } = verdictOf(judged(drawn((score) => sigmoid(-score))));
    expect([verdict, reason]).toEqual([
      "no clean separation",
      expect.stringContaining("relevant documents score lower than others"),
    ]);
  });

  it.each<[string, readonly JudgedPair[], object]>([
    [
      "there are 0 relevant documents among those scored; at least 10 are needed",
      noise.map((pair) => ({ ...pair, relevant: false })),
      {},
    ],
    [
      "there are 0 documents judged not relevant among those scored; at least 10 are needed; 77 are not judged, and can be counted as not relevant",
      noise.map((pair) => ({ ...pair, relevant: true })),
      { withoutJudgement: 77 },
    ],
    ["there are 5 judged queries; at least 10 are needed", drawn(stepped, 5, 100), {}],
    ["there are 1 judged queries; at least 10 are needed", drawn(stepped, 1, 100), {}],
  ])("where there is too little: %s", (reason, pairs, more) => {
    expect(verdictOf(judged(pairs, more))).toEqual({ verdict: "no clean separation", reason, artefact: undefined });
  });

  it("can be overruled, which the artefact says", () => {
    const { verdict, artefact } = verdictOf(judged(noise), { force: true });
    expect([verdict, artefact?.forced]).toEqual(["no clean separation", true]);
    expect(calibrationFaults(artefact)).toEqual([]);
  });

  it("but not where no method gives a rising curve, or there is one kind alone", () => {
    const upsideDown = judged(drawn((score) => sigmoid(-score)));
    expect(() => verdictOf(upsideDown, { force: true, method: "platt" })).toThrow(
      "no calibration can be forced: no method fits: platt: better scores are not more relevant",
    );
    const alone = judged(noise.map((pair) => ({ ...pair, relevant: true })));
    expect(() => verdictOf(alone, { force: true, method: "isotonic" })).toThrow(InputError);
  });

  it("where the method that is asked for is not for these scores", () => {
    const { reason } = calibrate(judged(drawn(stepped)), optionsOf("similarity", { method: "temperature" }));
    expect(reason).toBe(
      'no method fits: temperature: a temperature is for logits and probabilities; these scores are on the scale "similarity"',
    );
  });
});

describe("what cannot be calibrated at all", () => {
  it.each<[string, JudgedPairs, object]>([
    ["its scores are ranks", judged(drawn(stepped)), { reranker: reranker("rank") }],
    ["none of the 5 scored documents is judged", judged([], { withoutJudgement: 5 }), {}],
    ["there are no scores", judged([]), {}],
    ["folds must be a whole number of at least 2", judged(drawn(stepped)), { folds: 1 }],
  ])("%s", (message, pairs, more) => {
    const run = () => calibrate(pairs, optionsOf("logit", more));
    expect(run).toThrow(InputError);
    expect(run).toThrow(message);
  });
});

it("folds hold whole queries, each once, the relevant ones evenly", () => {
  const pairs = drawn((score) => sigmoid(score - 2), 23);
  const folds = foldsByQuery(pairs, 5, 42);
  expect(folds).toHaveLength(5);
  expect(folds.flat().toSorted((a, b) => a.score - b.score)).toEqual(pairs.toSorted((a, b) => a.score - b.score));
  const homes = new Map<string, Set<number>>();
  for (const [at, fold] of folds.entries())
    for (const { query } of fold) homes.set(query, (homes.get(query) ?? new Set()).add(at));
  expect([...homes.values()].every((one) => one.size === 1)).toBe(true);
  expect(folds.every((fold) => fold.some(({ relevant }) => relevant))).toBe(true);
  expect(foldsByQuery(pairs, 5, 42)).toEqual(folds);
  expect(foldsByQuery(pairs, 5, 43)).not.toEqual(folds);
});
