import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { deferred, never, rejectionOf, settled } from "./__fixtures__/promises.ts";
import { scripted } from "./__fixtures__/scripted.ts";
import type { RerankErrorCode } from "./error-codes.ts";
import { rerankError } from "./errors.ts";
import { rerank } from "./rerank.ts";
import type { Reranker } from "./reranker.ts";

const onFailure = "first-stage";
const asked = { query: "q", documents: ["0.1", " ", "0.9"], onFailure } as const;
const failing = (thrown: unknown): Reranker => scripted({ score: () => Promise.reject(thrown) }).reranker;
const attempt = (result: RerankErrorCode) => ({ rerankerId: "scripted:1", result, durationMs: expect.any(Number) });

afterEach(() => {
  vi.restoreAllMocks();
});

describe("onFailure: first-stage", () => {
  it("answers with the input order, blank documents in their place, every score null, and the failure told", async () => {
    const documents = [{ text: "0.1" }, { text: "" }, { text: "0.9" }];
    const error = rerankError("overloaded", "come back later", { status: 503 });

    const result = await rerank({ reranker: failing(error), query: "q", documents, onFailure });

    expect(result).toStrictEqual({
      ranking: documents.map((document, index) => ({ index, score: null, document })),
      documents,
      rerankerId: "scripted:1",
      scoreScale: "unknown",
      outcome: { kind: "first-stage", scored: 0, attempts: [{ ...attempt("overloaded"), status: 503 }] },
      warnings: [{ code: "overloaded", message: "first-stage order: come back later" }],
    });
    for (const [place, document] of result.documents.entries()) expect(document).toBe(documents[place]);
  });

  it("keeps to topN", async () => {
    const reranker = failing(rerankError("overloaded", "m"));

    expect((await rerank({ ...asked, reranker, topN: 2 })).documents).toEqual(["0.1", " "]);
    expect((await rerank({ ...asked, reranker, topN: 99 })).documents).toEqual(asked.documents);
  });

  it.each<RerankErrorCode>([
    "input_too_large",
    "auth",
    "quota",
    "rate_limit",
    "timeout",
    "connection",
    "tls",
    "protocol",
    "overloaded",
    "server_error",
    "malformed",
    "response_too_large",
    "unavailable",
    "breaker_open",
    "cooldown",
    "bulkhead_full",
    "misconfigured",
    "model_load",
    "tokenizer_mismatch",
    "worker_crash",
    "forced",
    "internal",
  ])("falls back from %s", async (code) => {
    const { outcome, documents } = await rerank({ ...asked, reranker: failing(rerankError(code, "m")) });

    expect(outcome).toStrictEqual({ kind: "first-stage", scored: 0, attempts: [attempt(code)] });
    expect(documents).toEqual(asked.documents);
  });

  it.each<RerankErrorCode>(["bad_request", "closed"])("throws %s", async (code) => {
    const error = rerankError(code, "m");

    expect(await rejectionOf(rerank({ ...asked, reranker: failing(error) }))).toBe(error);
  });

  it("throws closed once the reranker is closed", async () => {
    const { reranker } = scripted();
    await reranker.close();

    await expect(rerank({ ...asked, reranker })).rejects.toMatchObject({ code: "closed" });
  });

  it("tells the attempts that the error brings along", async () => {
    const attempts = [
      { rerankerId: "a:1", result: "overloaded", durationMs: 3, status: 503 },
      { rerankerId: "b:1", result: "timeout", durationMs: 7 },
    ] as const;
    const reranker = failing(rerankError("timeout", "m", { attempts }));

    expect((await rerank({ ...asked, reranker })).outcome.attempts).toEqual(attempts);
  });

  it("tells how long it was tried", async () => {
    let now = 100;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    const rerankFor7 = async (): Promise<never> => {
      now += 7;
      throw rerankError("overloaded", "m");
    };

    const { outcome } = await rerank({ ...asked, reranker: { ...scripted().reranker, rerank: rerankFor7 } });

    expect(outcome.attempts).toEqual([{ rerankerId: "scripted:1", result: "overloaded", durationMs: 7 }]);
  });

  it("does not stand in for a partial answer", async () => {
    const { reranker } = scripted({
      traits: { limits: { maxDocuments: 1 } },
      score: async ({ documents }) => {
        if (documents[0] === "0.9") throw rerankError("overloaded", "m");
        return { scores: [{ index: 0, score: 1 }] };
      },
    });

    expect((await rerank({ ...asked, reranker })).outcome).toMatchObject({ kind: "partial", scored: 1 });
  });

  it("carries no text of query, document or foreign error", async () => {
    const { reranker } = scripted({
      score: ({ query, documents }) => Promise.reject(new Error(`${query} ${documents}`)),
    });

    const { outcome, warnings } = await rerank({ reranker, query: "CANARY", documents: ["CANARY"], onFailure });

    expect(outcome.attempts).toEqual([attempt("internal")]);
    expect(inspect({ outcome, warnings }, { depth: 9 })).not.toContain("CANARY");
  });

  it("answers with timeout told when no time is left", async () => {
    expect((await rerank({ ...asked, reranker: scripted().reranker, timeoutMs: 0 })).outcome).toEqual({
      kind: "first-stage",
      scored: 0,
      attempts: [attempt("timeout")],
    });
  });

  it.each<[string, unknown]>([
    ["a plain object", { status: 500 }],
    ["nothing", undefined],
    ["a proxy that throws", new Proxy({}, { get: () => JSON.parse("") })],
  ])("falls back where a reranker made by hand rejects with %s", async (_, thrown) => {
    const reranker: Reranker = { ...scripted().reranker, rerank: () => Promise.reject(thrown) };

    expect((await rerank({ ...asked, reranker })).outcome.attempts).toEqual([attempt("internal")]);
  });
});

describe("onFailure: first-stage and the caller's abort", () => {
  const abortError = (): Error => Object.assign(new Error("aborted"), { name: "AbortError" });
  /** A reranker made by hand that answers an abort in its own way. */
  const rejectingOnAbort = (reason: unknown): Reranker => ({
    ...scripted().reranker,
    rerank: (_, options) =>
      new Promise((_resolve, reject) => options?.signal?.addEventListener("abort", () => reject(reason))),
  });

  it.each<[string, () => Reranker]>([
    ["a defined reranker", () => scripted({ score: () => never }).reranker],
    ["one made by hand with an abort error of its own", () => rejectingOnAbort(abortError())],
    ["one made by hand that takes it for a broken connection", () => rejectingOnAbort(rerankError("connection", "m"))],
  ])("throws the caller's own reason: %s", async (_, make) => {
    const controller = new AbortController();
    const reason = { mine: true };
    const answer = rejectionOf(rerank({ ...asked, reranker: make(), signal: controller.signal }));
    await settled();

    controller.abort(reason);

    expect(await answer).toBe(reason);
  });

  it("throws the caller's own reason where it came before the call", async () => {
    const signal = AbortSignal.abort("enough");

    expect(await rejectionOf(rerank({ ...asked, reranker: scripted().reranker, signal }))).toBe("enough");
  });

  it.each<[string, () => Reranker]>([
    ["a defined reranker", () => scripted({ score: () => never }).reranker],
    ["one made by hand with an abort error of its own", () => rejectingOnAbort(abortError())],
    ["one made by hand that says so itself", () => rejectingOnAbort(rerankError("timeout", "m"))],
  ])("takes a TimeoutError for the budget running out: %s", async (_, make) => {
    const controller = new AbortController();
    const answer = rerank({ ...asked, reranker: make(), signal: controller.signal });
    await settled();

    controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));

    const { outcome, documents, warnings } = await answer;
    expect(outcome).toEqual({ kind: "first-stage", scored: 0, attempts: [attempt("timeout")] });
    expect(warnings).toEqual([{ code: "timeout", message: expect.stringMatching(/^first-stage order: ./) }]);
    expect(documents).toEqual(asked.documents);
  });

  it("takes a TimeoutError that came before the call likewise", async () => {
    const { reranker, requests } = scripted();
    const signal = AbortSignal.abort(new DOMException("late", "TimeoutError"));

    expect((await rerank({ ...asked, reranker, signal })).outcome.attempts).toEqual([attempt("timeout")]);
    expect(requests).toEqual([]);
  });

  it("throws bad_request and closed even after a TimeoutError", async () => {
    const signal = AbortSignal.abort(new DOMException("late", "TimeoutError"));
    const { reranker } = scripted();

    await expect(rerank({ ...asked, reranker, signal, query: "" })).rejects.toMatchObject({ code: "bad_request" });
    await reranker.close();
    await expect(rerank({ ...asked, reranker, signal })).rejects.toMatchObject({ code: "closed" });
  });

  it("answers though the caller aborts after the answer", async () => {
    const controller = new AbortController();
    const work = deferred<void>();
    const { reranker } = scripted({
      score: async () => {
        await work.promise;
        throw rerankError("overloaded", "m");
      },
    });
    const answer = rerank({ ...asked, reranker, signal: controller.signal });
    work.resolve();
    const { outcome } = await answer;
    controller.abort();

    expect(outcome.attempts).toEqual([attempt("overloaded")]);
  });
});
