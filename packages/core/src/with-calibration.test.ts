import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calibration } from "./__fixtures__/calibrations.ts";
import { type Script, scoreByText, scripted } from "./__fixtures__/scripted.ts";
import type { CalibrationArtefact } from "./calibration-artefact.ts";
import { calibrationFingerprint } from "./calibration-fingerprint.ts";
import { defineWrapper } from "./define-wrapper.ts";
import { rerankError } from "./errors.ts";
import { firstStageResponse } from "./first-stage.ts";
import { rerank } from "./rerank.ts";
import type { Reranker } from "./reranker.ts";
import type { RerankResponse } from "./response.ts";
import { withCalibration } from "./with-calibration.ts";

const inner = (script: Script = {}): Reranker =>
  scripted({ ...script, traits: { scoreScale: "logit", revision: "r1", ...script.traits } }).reranker;
const calibrated = (script: Script = {}, artefact = calibration()): Reranker =>
  withCalibration(inner(script), artefact);
const request = { query: "q", documents: ["-2 a", "3 b", "x", "0 c", " "] };
const suffix = `calibration:${calibrationFingerprint(calibration())}`;

/** A reranker whose every answer is changed. */
function answering(change: (response: RerankResponse) => RerankResponse, artefact = calibration()): Reranker {
  const reranker = inner();
  const changed = defineWrapper(reranker, {
    rerank: async (asked, options) => change(await reranker.rerank(asked, options)),
  });
  return withCalibration(changed, artefact);
}

describe("an answer of the reranker that was fitted", () => {
  it("has probabilities for scores and the model's numbers beside them, in the same order", async () => {
    const { ranking, scoreScale, rerankerId, revision, outcome, warnings } = await calibrated().rerank(request);
    const sigmoid = (x: number): unknown => expect.closeTo(1 / (1 + Math.exp(-x)), 12);
    expect(ranking).toEqual([
      { index: 1, score: sigmoid(3), rawScore: 3 },
      { index: 3, score: 0.5, rawScore: 0 },
      { index: 0, score: sigmoid(-2), rawScore: -2 },
      { index: 2, score: null },
      { index: 4, score: null },
    ]);
    expect([scoreScale, rerankerId, revision, outcome.scored, warnings]).toEqual([
      "probability",
      "scripted:1",
      `r1+${suffix}`,
      3,
      [],
    ]);
  });

  it("keeps what the model gave where the score was derived from it already, and the parts", async () => {
    const score: Script["score"] = async () => ({ scores: [{ index: 0, score: 0, rawScore: 17, parts: { a: 1 } }] });
    const { ranking } = await calibrated({ score }).rerank({ query: "q", documents: ["d"] });
    expect(ranking).toEqual([{ index: 0, score: 0.5, rawScore: 17, parts: { a: 1 } }]);
  });

  it("works with minScore, on the probability scale", async () => {
    const { documents, warnings } = await rerank({ reranker: calibrated(), ...request, minScore: 0.5 });
    expect([documents, warnings]).toEqual([["3 b", "0 c"], []]);
  });

  it("of part of the documents has what was scored calibrated", async () => {
    const reranker = calibrated({ incomplete: "append", score: async () => ({ scores: [{ index: 1, score: 0 }] }) });
    const { ranking, outcome } = await reranker.rerank({ query: "q", documents: ["a", "b"] });
    expect([ranking, outcome.kind]).toEqual([
      [
        { index: 1, score: 0.5, rawScore: 0 },
        { index: 0, score: null },
      ],
      "partial",
    ]);
  });
});

describe("the order never changes", () => {
  const flat = calibration({
    method: "isotonic",
    parameters: { scores: [0, 1], probabilities: [0.3, 0.3 + 2 ** -50] },
  });
  const saturated = calibration({ parameters: { slope: 1e6, intercept: 0 } });
  const scores = fc.array(
    fc.oneof(
      fc.double({ min: -1e3, max: 1e3, noNaN: true }),
      fc.integer({ min: -3, max: 3 }),
      fc.double({ min: 0, max: 1e-12, noNaN: true }),
    ),
    { minLength: 1, maxLength: 30 },
  );

  it.each<[string, CalibrationArtefact]>([
    ["a sigmoid", calibration()],
    ["one that saturates", saturated],
    ["a flat isotonic curve", flat],
  ])("through %s: by score and then input order, as before", async (_, artefact) => {
    await fc.assert(
      fc.asyncProperty(scores, async (given) => {
        const script: Script = { score: async () => ({ scores: given.map((score, index) => ({ index, score })) }) };
        const asked = { query: "q", documents: given.map((_score, index) => `d${index}`) };
        const raw = await inner(script).rerank(asked);
        const { ranking } = await calibrated(script, artefact).rerank(asked);
        const byScore = ranking.toSorted((a, b) => Number(b.score) - Number(a.score) || a.index - b.index);
        expect(ranking.map(({ index }) => index)).toEqual(raw.ranking.map(({ index }) => index));
        expect(byScore).toEqual(ranking);
        expect(ranking.every(({ score }) => score !== null && score > 0 && score < 1)).toBe(true);
        // Equal where the model's were, and only there.
        for (const [at, { score }] of ranking.slice(1).entries()) {
          expect(score === ranking[at]?.score).toBe(raw.ranking[at + 1]?.score === raw.ranking[at]?.score);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("the head is the same however long the ranking is", async () => {
    const documents = ["900 a", "800 b", "700 c"];
    const full = await calibrated().rerank({ query: "q", documents });
    const head = await calibrated().rerank({ query: "q", documents, topN: 2 });
    expect(head.ranking).toEqual(full.ranking.slice(0, 2));
    expect(new Set(full.ranking.map(({ score }) => score)).size).toBe(3);
  });
});

describe("traits", () => {
  it("tell probabilities and a revision of both, also as the inner one's become more exact", () => {
    let revision: string | undefined;
    const traits = {
      pointwise: false,
      get revision() {
        return revision;
      },
    };
    const reranker = withCalibration(
      defineWrapper(inner(), { rerank: async () => ({}) as never, traits: { ...traits, scoreScale: "logit" } }),
      calibration(),
    );
    expect(reranker.traits).toEqual({ scoreScale: "probability", pointwise: false, revision: suffix });
    revision = "r2";
    const live = { scoreScale: "logit" as const, pointwise: false };
    const exact = defineWrapper(inner(), {
      rerank: async () => ({}) as never,
      get traits() {
        return { ...live, revision };
      },
    });
    expect(withCalibration(exact, calibration()).traits.revision).toBe(`r2+${suffix}`);
  });

  it("the fingerprint goes by what changes scores, not by the order of keys nor by what is told beside", () => {
    const of = (given: object): string => calibrationFingerprint(calibration(given as never));
    const same = of({ parameters: { intercept: 0, slope: 1 }, dataset: "other", madeAt: "2020-01-01" });
    expect(same).toBe(of({}));
    expect(same).toMatch(/^[0-9a-f]{16}$/);
    expect(
      new Set([same, of({ parameters: { intercept: 0.1, slope: 1 } }), of({ scoreScale: "probability" })]).size,
    ).toBe(3);
  });
});

describe("an answer that the artefact does not hold for comes back as it is, with a warning", () => {
  it.each<[string, Partial<RerankResponse>]>([
    ["another reranker's", { rerankerId: "other:1" }],
    ["another revision's", { revision: "r2" }],
    ["one without a revision", { revision: undefined }],
    ["one on another scale", { scoreScale: "probability" }],
  ])("%s", async (_, change) => {
    const reranker = answering((response) => ({ ...response, ...change }));
    const answer = await reranker.rerank(request);
    expect(answer).toMatchObject({ scoreScale: "logit", ...change });
    expect(answer.ranking.map(({ score, rawScore }) => [score, rawScore])).toEqual([
      [3, undefined],
      [0, undefined],
      [-2, undefined],
      [null, undefined],
      [null, undefined],
    ]);
    expect(answer.warnings.map(({ code }) => code)).toEqual(["calibration_not_applied"]);
    const cut = await rerank({ reranker, ...request, minScore: 0.5 });
    expect([cut.documents.length, cut.warnings.map(({ code }) => code)]).toEqual([
      5,
      ["calibration_not_applied", "min_score_not_applied"],
    ]);
  });

  it("and a first-stage answer without one: there is nothing to calibrate", async () => {
    const lost = rerankError("overloaded", "m");
    const answer = firstStageResponse(inner(), request, lost, []);
    expect(await answering(() => answer).rerank(request)).toBe(answer);
  });

  it("an artefact without a revision holds for a reranker without one", async () => {
    const artefact = calibration({ revision: undefined });
    const bare = scripted({ traits: { scoreScale: "logit" } }).reranker;
    const { scoreScale, revision } = await withCalibration(bare, artefact).rerank(request);
    expect([scoreScale, revision]).toEqual(["probability", suffix]);
    const { warnings } = await calibrated({}, artefact).rerank(request);
    expect(warnings.map(({ message }) => message)).toEqual([
      "scores are not calibrated: it was fitted for no revision, this is revision r1: calibrate anew",
    ]);
  });
});

describe("an artefact that cannot hold is refused", () => {
  it.each<[string, object]>([
    ["it was fitted for other:1, this is scripted:1: calibrate this one", { rerankerId: "other:1" }],
    [
      'it was fitted on the scale "similarity", the scores are on "logit": calibrate anew',
      { scoreScale: "similarity" },
    ],
  ])("at once: %s", (message, given) => {
    const make = (): unknown => calibrated({}, calibration(given as never));
    expect(make).toThrow(expect.objectContaining({ code: "misconfigured", provider: "scripted:1" }));
    expect(make).toThrow(`scripted:1: the calibration does not hold: ${message}`);
  });

  it("at once, where it is none, by its field", () => {
    expect(() => calibrated({}, calibration({ parameters: {} }))).toThrow(
      "the calibration's parameters.slope must be a number above 0, is missing",
    );
  });

  it("at warm-up, where it is of another revision: before it the revision may be less exact", async () => {
    const other = calibrated({}, calibration({ revision: "r0" }));
    await expect(other.warmup()).rejects.toMatchObject({
      code: "misconfigured",
      message:
        "scripted:1: the calibration does not hold: it was fitted for revision r0, this is revision r1: calibrate anew",
    });
    await expect(calibrated().warmup()).resolves.toBeUndefined();
    // No revision is told yet; answers will tell it.
    const silent = calibrated({ traits: { revision: undefined } as never });
    await expect(silent.warmup()).resolves.toBeUndefined();
  });

  it("a scale that is not known yet is left to the answers", async () => {
    const score: Script["score"] = async (asked) => ({ ...(await scoreByText(asked)), scoreScale: "logit" });
    const { scoreScale } = await calibrated({ score, traits: { scoreScale: "unknown" } }).rerank(request);
    expect(scoreScale).toBe("probability");
  });
});
