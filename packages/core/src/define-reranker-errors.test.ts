import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { rejectionOf } from "./__fixtures__/promises.ts";
import { type Script, scripted } from "./__fixtures__/scripted.ts";
import { isRerankError, rerankError } from "./errors.ts";

const request = { query: "CANARY query", documents: ["CANARY document", "another CANARY"] };
const failing = (thrown: unknown): Script => ({ score: () => Promise.reject(thrown) });
const scores = [
  { index: 0, score: 1 },
  { index: 1, score: 2 },
];

describe("what comes out of a call whose score throws", () => {
  it("is the RerankError itself", async () => {
    const error = rerankError("quota", "no balance left", { provider: "other:1" });

    await expect(scripted(failing(error)).reranker.rerank(request)).rejects.toBe(error);
  });

  it.each<[string, unknown, object]>([
    [
      "the code that an Error names",
      Object.assign(new Error("slow down"), { code: "rate_limit", status: 429, retryAfterMs: 2000 }),
      { code: "rate_limit", message: "slow down", status: 429, retryAfterMs: 2000, retryable: true },
    ],
    [
      "connection for a transport code down a chain of causes",
      new TypeError("fetch failed", { cause: Object.assign(new Error("CANARY"), { code: "ECONNREFUSED" }) }),
      { code: "connection", message: "the connection failed: ECONNREFUSED" },
    ],
    [
      "tls for a certificate's code",
      new TypeError("fetch failed", { cause: Object.assign(new Error("CANARY"), { code: "CERT_HAS_EXPIRED" }) }),
      { code: "tls", message: "the secure connection failed: CERT_HAS_EXPIRED" },
    ],
    [
      "internal for any other Error",
      new TypeError("cannot read CANARY"),
      { code: "internal", message: "scripted:1 failed unexpectedly: TypeError; its stack is the cause" },
    ],
    [
      "internal for an AbortError where nobody aborted",
      new DOMException("CANARY", "AbortError"),
      { code: "internal", message: "scripted:1 failed unexpectedly: AbortError; its stack is the cause" },
    ],
    ["internal for a text", "CANARY", { code: "internal" }],
    ["internal for nothing at all", undefined, { code: "internal" }],
  ])("is %s", async (_, thrown, expected) => {
    const error = await rejectionOf(scripted(failing(thrown)).reranker.rerank(request));

    expect(isRerankError(error)).toBe(true);
    expect(error).toMatchObject({ ...expected, provider: "scripted:1" });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("CANARY");
  });

  it("is the same for a throw before any promise", async () => {
    const { reranker } = scripted({
      score() {
        throw new RangeError("CANARY");
      },
    });

    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "internal", provider: "scripted:1" });
  });

  it("is internal where countTokens throws", async () => {
    const { reranker } = scripted({
      traits: { limits: { maxTotalTokens: 100 } },
      countTokens(text) {
        throw new Error(text);
      },
    });
    const error = await rejectionOf(reranker.rerank(request));

    expect(error).toMatchObject({ code: "internal", provider: "scripted:1" });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("CANARY");
  });
});

describe("what comes out of a call whose score answers wrongly", () => {
  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["a text", "CANARY"],
    ["scores and an order", { scores, order: [0, 1] }],
    ["too few scores", { scores: [{ index: 1, score: 0 }] }],
    ["an index that is no number", { scores: [{ index: "CANARY", score: 0 }] }],
    ["an index beyond what was sent", { scores: [...scores, { index: 2, score: 0 }] }],
    ["an index twice", { scores: [...scores, { index: 0, score: 0 }] }],
    ["a score that is no number", { scores: [{ index: 0, score: "CANARY" }] }],
    ["a scale that is none", { scores, scoreScale: "CANARY" }],
  ])("is malformed for %s, without its text", async (_, answer) => {
    const { reranker } = scripted({ score: async () => answer as never });
    const error = await rejectionOf(reranker.rerank(request));

    expect(error).toMatchObject({ code: "malformed", provider: "scripted:1", retryable: true });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("CANARY");
  });

  it("is malformed for an index beyond what was sent, though within what was asked", async () => {
    const { reranker } = scripted({ score: async () => ({ scores: [{ index: 1, score: 1 }] }) });

    await expect(reranker.rerank({ query: "q", documents: [" ", "only this is sent"] })).rejects.toMatchObject({
      code: "malformed",
    });
  });
});

describe("an error that core finds itself", () => {
  it.each<[string, Script, unknown]>([
    ["bad_request", {}, { ...request, documents: ["CANARY", 7] }],
    ["bad_request", {}, { ...request, topN: "CANARY" }],
    ["bad_request", {}, { ...request, signals: { age: ["CANARY", "CANARY"] } }],
    ["input_too_large", { traits: { limits: { maxBytes: 5 } } }, request],
    ["input_too_large", { traits: { pointwise: false, limits: { maxDocuments: 1 } } }, request],
  ])("%s carries no text of the request", async (code, script, bad) => {
    const error = await rejectionOf(scripted(script).reranker.rerank(bad as typeof request));

    expect(error).toMatchObject({ code });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("CANARY");
  });

  it("of a piece is told in the warning of a partial answer without any text of the request", async () => {
    const { reranker } = scripted({
      traits: { limits: { maxDocuments: 1 } },
      async score({ query, documents }) {
        if (documents[0]?.startsWith("another")) throw new Error(`${query} ${documents}`);
        return { scores: [{ index: 0, score: 1 }] };
      },
    });

    const { warnings } = await reranker.rerank(request);

    expect(warnings).toHaveLength(1);
    expect(JSON.stringify(warnings)).not.toContain("CANARY");
  });
});
