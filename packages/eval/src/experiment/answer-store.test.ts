import { expect, it } from "vitest";
import { answerKey, type Question } from "./answer-store.ts";

const question: Question = { rerankerId: "a:1", revision: "r1", query: "q", documents: ["one", "two"] };

it("is the same for the same question, and fits a file name", async () => {
  expect(await answerKey({ ...question })).toBe(await answerKey(question));
  expect(await answerKey(question)).toMatch(/^[0-9a-f]{64}$/);
});

it.each<[string, Partial<Question>]>([
  ["another reranker", { rerankerId: "a:2" }],
  ["another revision", { revision: "r2" }],
  ["no revision", { revision: undefined }],
  ["another query", { query: "q " }],
  ["another document", { documents: ["one", "Two"] }],
  ["another order", { documents: ["two", "one"] }],
  ["fewer documents", { documents: ["one"] }],
  ["other borders between them", { documents: ["onetwo"] }],
])("is another one for %s", async (_what, change) => {
  expect(await answerKey({ ...question, ...change })).not.toBe(await answerKey(question));
});
