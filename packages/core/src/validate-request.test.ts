import { describe, expect, it } from "vitest";
import { scripted } from "./__fixtures__/scripted.ts";
import { defineWrapper } from "./define-wrapper.ts";
import type { CallOptions, RerankRequest } from "./request.ts";
import { isBlank } from "./validate-request.ts";

const canary = "CANARY words of a query or document";
const good = { query: "q", documents: ["0.1", "0.2"] };
/** [what is wrong, the request, its complaint] */
const badRequests: [string, unknown, string][] = [
  ["no request", undefined, "the request must be an object, is undefined"],
  ["null for a request", null, "the request must be an object, is null"],
  ["a text for a request", canary, "the request must be an object, is a string"],
  ["no query", { documents: [] }, "query must be a string, is undefined"],
  ["a query that is no text", { ...good, query: [canary] }, "query must be a string, is an array"],
  ["an empty query", { ...good, query: "" }, "query must not be blank"],
  ["a blank query", { ...good, query: " \t\n\u00a0\ufeff" }, "query must not be blank"],
  ["no documents", { query: canary }, "documents must be an array, is undefined"],
  ["documents that are one text", { query: canary, documents: canary }, "documents must be an array, is a string"],
  ["array-like documents", { ...good, documents: { length: 0 } }, "documents must be an array, is an object"],
  ["a document that is no text", { ...good, documents: [canary, 7] }, "documents[1] must be a string, is a number"],
  ["a missing document", { ...good, documents: [canary, undefined] }, "documents[1] must be a string, is undefined"],
  ["a hole in the documents", { ...good, documents: new Array(1) }, "documents[0] must be a string, is undefined"],
  [
    "an object for a document",
    { ...good, documents: [{ text: canary }] },
    "documents[0] must be a string, is an object",
  ],
  ["topN of 0", { ...good, topN: 0 }, "topN must be a positive integer, is 0"],
  ["a negative topN", { ...good, topN: -1 }, "topN must be a positive integer, is -1"],
  ["a fraction for topN", { ...good, topN: 1.5 }, "topN must be a positive integer, is 1.5"],
  ["topN of NaN", { ...good, topN: Number.NaN }, "topN must be a positive integer, is NaN"],
  ["an infinite topN", { ...good, topN: Number.POSITIVE_INFINITY }, "topN must be a positive integer, is Infinity"],
  ["topN in a text", { ...good, topN: "2" }, "topN must be a positive integer, is a string"],
  ["topN of null", { ...good, topN: null }, "topN must be a positive integer, is null"],
  ["a BigInt topN", { ...good, topN: 2n }, "topN must be a positive integer, is a bigint"],
  ["an instruction that is no text", { ...good, instruction: [canary] }, "instruction must be a string, is an array"],
  ["ids that are no array", { ...good, ids: "ab" }, "ids must be an array, is a string"],
  ["an id that is no text", { ...good, ids: ["a", 2] }, "ids[1] must be a string, is a number"],
  ["too few ids", { ...good, ids: ["a"] }, "ids must be as long as documents: it has 1 entries, documents 2"],
  [
    "too many ids",
    { ...good, ids: ["a", "b", "c"] },
    "ids must be as long as documents: it has 3 entries, documents 2",
  ],
  ["signals that are no object", { ...good, signals: 7 }, "signals must be an object, is a number"],
  ["signals of null", { ...good, signals: null }, "signals must be an object, is null"],
  ["a signal that is no array", { ...good, signals: { age: 7 } }, "signals.age must be an array, is a number"],
  [
    "a signal that is too short",
    { ...good, signals: { firstStage: [1, 2], age: [1] } },
    "signals.age must be as long as documents: it has 1 entries, documents 2",
  ],
  [
    "a signal of NaN",
    { ...good, signals: { age: [null, Number.NaN] } },
    "signals.age[1] must be a finite number or null, is NaN",
  ],
  [
    "an infinite signal",
    { ...good, signals: { age: [Number.NEGATIVE_INFINITY, 1] } },
    "signals.age[0] must be a finite number or null, is -Infinity",
  ],
  [
    "a missing signal",
    { ...good, signals: { age: [1, undefined] } },
    "signals.age[1] must be a finite number or null, is undefined",
  ],
  [
    "a signal in a text",
    { ...good, signals: { age: ["1", 1] } },
    "signals.age[0] must be a finite number or null, is a string",
  ],
];
const badOptions: [string, unknown, string][] = [
  ["a timeoutMs of NaN", { timeoutMs: Number.NaN }, "timeoutMs must be a number of milliseconds, is NaN"],
  ["a timeoutMs in a text", { timeoutMs: "300" }, "timeoutMs must be a number of milliseconds, is a string"],
  ["a timeoutMs of null", { timeoutMs: null }, "timeoutMs must be a number of milliseconds, is null"],
  ["a controller for a signal", { signal: new AbortController() }, "signal must be an AbortSignal, is an object"],
  ["null for a signal", { signal: null }, "signal must be an AbortSignal, is null"],
];

describe.each(["a reranker", "a wrapper"])("%s refuses, before anything runs,", (kind) => {
  const { reranker: inner, requests } = scripted({ warmup: () => Promise.reject(new Error("ran")) });
  const wrapper = defineWrapper(inner, {
    rerank: () => Promise.reject(new Error("ran")),
    warmup: () => Promise.reject(new Error("ran")),
  });
  const reranker = kind === "a wrapper" ? wrapper : inner;

  it.each(badRequests)("%s", async (_, request, message) => {
    await expect(reranker.rerank(request as RerankRequest)).rejects.toMatchObject({ code: "bad_request", message });
    expect(requests).toEqual([]);
  });

  it.each(badOptions)("%s", async (_, options, message) => {
    const refused = { code: "bad_request", message };

    await expect(reranker.rerank(good, options as CallOptions)).rejects.toMatchObject(refused);
    await expect(reranker.warmup(options as CallOptions)).rejects.toMatchObject(refused);
    expect(requests).toEqual([]);
  });

  it("a bad request even where the caller has aborted or no time is left", async () => {
    const bad = { query: " ", documents: [] };

    await expect(reranker.rerank(bad, { signal: AbortSignal.abort("gone") })).rejects.toMatchObject({
      code: "bad_request",
    });
    await expect(reranker.rerank(bad, { timeoutMs: 0 })).rejects.toMatchObject({ code: "bad_request" });
  });
});

describe("a reranker takes", () => {
  it.each<[string, RerankRequest, CallOptions]>([
    [
      "what is undefined as not given",
      { ...good, topN: undefined, ids: undefined, signals: undefined },
      { signal: undefined },
    ],
    ["empty signals", { ...good, signals: {} }, {}],
    ["ids and signals of an empty list", { query: "q", documents: [], ids: [], signals: { age: [] } }, {}],
    ["an empty instruction and empty ids", { ...good, instruction: "", ids: ["", ""] }, {}],
    ["a very large topN", { ...good, topN: Number.MAX_SAFE_INTEGER }, {}],
    ["an endless timeoutMs", good, { timeoutMs: Number.POSITIVE_INFINITY }],
  ])("%s", async (_, request, options) => {
    await expect(scripted().reranker.rerank(request, options)).resolves.toMatchObject({
      outcome: { kind: "reranked" },
    });
  });
});

describe("isBlank", () => {
  it("means what trim means, for every single character", () => {
    const units = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit));

    expect(units.filter((unit) => isBlank(unit) !== (unit.trim() === ""))).toEqual([]);
    expect([isBlank(""), isBlank(" \n "), isBlank(" \n.")]).toEqual([true, true, false]);
  });
});
