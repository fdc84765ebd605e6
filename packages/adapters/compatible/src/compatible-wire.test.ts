import { describe, expect, it } from "vitest";
import { bodyIn, scoresIn, tokensIn } from "./compatible-wire.ts";
import type { Dialect } from "./dialect.ts";
import { dialects } from "./dialects.ts";

const request = { query: "q", documents: ["a", "b"] };
const base: Dialect = { name: "own", path: "rank", request: { documents: "documents" }, answer: { score: "score" } };
const bodyOf = (
  dialect: Partial<Dialect["request"]>,
  asked: object = {},
  model?: string,
  fields: object = {},
): unknown =>
  JSON.parse(
    bodyIn(
      { ...base, request: { ...base.request, ...dialect } },
      { ...request, ...asked },
      { model, fields: { ...fields } },
    ),
  );

describe("bodyIn", () => {
  it("sends query and documents, and nothing that is not named", () => {
    expect(bodyOf({}, { instruction: "x" }, "m")).toEqual(request);
  });

  it("puts members where the dialect has them", () => {
    const alibaba = {
      query: "input.query",
      documents: "input.documents",
      model: "model",
      instruction: "parameters.instruct",
      topN: { name: "parameters.top_n", send: true },
      fixed: { "parameters.return_documents": false },
    };
    expect(bodyOf(alibaba, { instruction: "be strict" }, "qwen3-rerank")).toEqual({
      model: "qwen3-rerank",
      input: request,
      parameters: { top_n: 2, instruct: "be strict", return_documents: false },
    });
  });

  it("makes objects of query and documents", () => {
    const nim = { query: "query.text", documents: "passages", documentText: "text", fixed: { truncate: "END" } };
    expect(bodyOf(nim)).toEqual({ query: { text: "q" }, passages: [{ text: "a" }, { text: "b" }], truncate: "END" });
  });

  it("knows the number of results, and keeps it to itself unless told to send it", () => {
    expect(bodyOf({ topN: { name: "top_n", send: false } })).toEqual(request);
    expect(bodyOf({ topN: { name: "top_k", send: true } })).toEqual({ ...request, top_k: 2 });
  });

  it("sends extra fields, and changes nothing of what it was given", () => {
    const fixed = { parameters: { a: 1 } };
    const topN = { name: "parameters.top_n", send: true };
    expect(bodyOf({ fixed, topN }, {}, undefined, { max_tokens_per_doc: 9 })).toEqual({
      ...request,
      parameters: { a: 1 },
      max_tokens_per_doc: 9,
    });
    expect(fixed).toEqual({ parameters: { a: 1 } });
  });

  it("halves of surrogate pairs become U+FFFD", () => {
    expect(bodyOf({}, { documents: ["half \ud83d of a pair"] })).toEqual({
      query: "q",
      documents: ["half \ufffd of a pair"],
    });
  });
});

describe("scoresIn", () => {
  const rows = [{ index: 0, score: 0.5 }];

  it.each([
    [rows, { score: "score" }],
    [{ data: rows }, { list: "data", score: "score" }],
    [{ output: { results: rows } }, { list: "output.results", score: "score" }],
    [{ rankings: [{ place: 0, logit: 0.5 }] }, { list: "rankings", index: "place", score: "logit" }],
  ])("%j by %j", (json, answer) => {
    expect(scoresIn({ ...base, answer }, json)).toEqual(rows);
  });

  it.each([
    {},
    null,
    { output: null },
    { output: { results: {} } },
    { output: { results: [{ index: 0, score: null }] } },
  ])("%j is malformed", (json) => {
    expect(() => scoresIn({ ...base, answer: { list: "output.results", score: "score" } }, json)).toThrow(
      expect.objectContaining({ code: "malformed", message: expect.stringMatching(/^own: /) }),
    );
  });
});

describe("tokensIn", () => {
  it("reads what the dialect says is tokens", () => {
    const json = { usage: { total_tokens: 9 } };
    expect(tokensIn(dialects.vllm, json)).toBe(9);
    // Infinity's are characters.
    expect(tokensIn(dialects.infinity, json)).toBeUndefined();
    for (const none of [null, { usage: null }, { usage: { total_tokens: "9" } }, { usage: { total_tokens: -1 } }]) {
      expect(tokensIn(dialects.vllm, none)).toBeUndefined();
    }
  });
});
