import type { Ranked, RerankResponse } from "@secondpass/core";
import { expect, it } from "vitest";
import { wrongIn } from "./wrong-answer.ts";

const request = { query: "q", documents: ["a", "bbb", "cc"] };
const score = (text: string): number => text.length;
const answer = (ranking: readonly Ranked[], kind: RerankResponse["outcome"]["kind"] = "reranked"): RerankResponse => ({
  ranking,
  rerankerId: "r",
  scoreScale: "probability",
  outcome: { kind, scored: kind === "first-stage" ? 0 : ranking.length, attempts: [] },
  warnings: [],
});
const own = [
  { index: 1, score: 3 },
  { index: 2, score: 2 },
  { index: 0, score: 1 },
];
const none = [0, 1, 2].map((index) => ({ index, score: null }));

it("finds nothing wrong with one's own documents, best first, whole or cut", () => {
  expect(wrongIn(request, answer(own), score)).toBeUndefined();
  expect(wrongIn({ ...request, topN: 2 }, answer(own.slice(0, 2)), score)).toBeUndefined();
  expect(wrongIn(request, answer(own, "fallback"), score)).toBeUndefined();
  expect(wrongIn(request, answer(none, "first-stage"), undefined)).toBeUndefined();
});

it.each([
  ["2 of 3 documents", own.slice(1), "reranked"],
  ["a document twice", [...own.slice(1), { index: 0, score: 1 }], "reranked"],
  ["an index out of range", [...own.slice(1), { index: 3, score: 0 }], "reranked"],
  ["a score of another call, server or key", [{ index: 1, score: 4 }, ...own.slice(1)], "reranked"],
  ["not best first", own.toReversed(), "reranked"],
  ["a partial answer, though no list was split", own, "partial"],
  ["a score in first-stage order", own, "first-stage"],
  ["first-stage order is not the input's", none.toReversed(), "first-stage"],
] as const)("finds %s", (what, ranking, kind) => {
  expect(wrongIn(request, answer(ranking, kind), score)).toBe(what);
});

it("takes any finite score where the server makes them up", () => {
  expect(wrongIn(request, answer([{ index: 1, score: 4 }, ...own.slice(1)]), "any")).toBeUndefined();
  expect(wrongIn(request, answer([...own.slice(0, 2), { index: 0, score: null }]), "any")).toBe(
    "a score that is no finite number",
  );
});

it("finds an answer by a stranger", () => {
  expect(wrongIn(request, answer(own), undefined)).toBe("an answer by somebody who was not asked");
});
