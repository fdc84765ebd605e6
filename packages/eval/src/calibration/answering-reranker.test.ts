import { expect, it } from "vitest";
import { InputError } from "../input-error.ts";
import { answeringReranker } from "./answering-reranker.ts";

const call = { rerankerId: "a:1", revision: "r1", scoreScale: "logit", outcome: "reranked" } as const;

it("is the one that all answers with scores name", () => {
  const calls = [call, { ...call, outcome: "partial" }, { ...call, rerankerId: "x", outcome: "first-stage" }] as const;
  expect(answeringReranker(calls)).toEqual({ id: "a:1", revision: "r1", scoreScale: "logit" });
});

it.each<[string, object]>([
  ["rerankers", { rerankerId: "b:1", outcome: "fallback" }],
  ["revisions", { revision: undefined }],
  ["scales", { scoreScale: "probability" }],
])("several %s are refused", (_, change) => {
  const run = () => answeringReranker([call, { ...call, ...change }]);
  expect(run).toThrow(InputError);
  expect(run).toThrow("a:1 (revision r1, logit); ");
});

it("nobody is refused", () => {
  expect(() => answeringReranker([{ ...call, outcome: "first-stage" }])).toThrow("no query was answered with scores");
});
