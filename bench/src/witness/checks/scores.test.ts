import { defineReranker, type Reranker, type Usage } from "@secondpass/core";
import { expect, it } from "vitest";
import { make } from "../check.ts";
import type { ExpectedGroup } from "../expected.ts";
import { halved, probabilities, scoresAgree } from "./scores.ts";

const group: ExpectedGroup = {
  name: "English",
  isLong: false,
  query: "q",
  documents: ["one", "two \ufffd"],
  logits: [0, 2],
  cutAtTheLeft: [0, 2],
  withoutSegments: [0, 2],
  tokens: [5, 6],
  readOtherwise: [1],
};

/** Gives the scores by text; a text that it does not know is a failure. */
function giving(scores: Readonly<Record<string, number>>, usage?: Usage): () => Reranker {
  return () =>
    defineReranker({
      id: "test:fixed",
      traits: { scoreScale: "logit", pointwise: true },
      score: async ({ documents }) => ({
        scores: documents.map((text, index) => ({ index, score: scores[text] ?? Number.NaN })),
        usage,
      }),
    });
}

const check = { name: "scores", groups: [group], scale: "logit", tolerance: 0.01, countsTokens: false } as const;
const right = { one: 0.001, "two \ufffd": 1.995 };
const wanted = ({ logits }: ExpectedGroup) => logits;

it("passes scores within the tolerance and says how far they are off", async () => {
  const finding = await make(scoresAgree({ ...check, create: giving(right), wanted }));
  expect(finding).toEqual({
    check: "scores",
    verdict: "ok",
    detail: "2 pairs, logit: greatest difference 5.0e-3, allowed 0.01",
  });
});

it.each([
  ["a score that is off", giving({ ...right, one: 0.011 }), {}, "English[0]: 0.011 instead of 0"],
  ["another scale", giving(right), { scale: "probability" }, "the scale is logit"],
  ["tokens that are not counted", giving(right), { countsTokens: true }, "undefined tokens instead of 11"],
  ["tokens counted wrongly", giving(right, { tokens: 10 }), { countsTokens: true }, "10 tokens instead of 11"],
  ["tokens out of nowhere", giving(right, { tokens: 11 }), {}, "11 tokens instead of undefined"],
  ["a text that was altered on its way", giving(right), { sent: halved }, "fixed"],
] as const)("fails on %s", async (_, create, how, detail) => {
  const finding = await make(scoresAgree({ ...check, create, wanted, ...how }));
  expect(finding.verdict).toBe("FAILED");
  expect(finding.detail).toContain(detail);
});

it("compares all but what is left out", async () => {
  const create = giving({ ...right, "two \ufffd": 9 });
  const { detail } = await make(
    scoresAgree({ ...check, create, wanted, except: ({ readOtherwise }) => readOtherwise }),
  );
  expect(detail).toContain("1 pairs");
  expect(detail).toContain("1 left out");
});

it("halves pairs and makes probabilities", () => {
  expect(halved("a \ufffd").isWellFormed()).toBe(false);
  expect(probabilities([0, 50])).toEqual([0.5, 1]);
});
