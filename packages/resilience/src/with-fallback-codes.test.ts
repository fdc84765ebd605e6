import { type RerankErrorCode, rerankError, treatments } from "@secondpass/core";
import { describe, expect, it } from "vitest";
import { inputOrder, listener, member, rejectionOf, request } from "./__fixtures__/fallback-parts.ts";
import { withFallback } from "./with-fallback.ts";

/** contract.md, section 5, written out: what a stack does about each code, at start and later, and at which level it is told. */
const rows: Readonly<Record<RerankErrorCode, readonly ["throws" | "falls back", "throws" | "falls back", string]>> = {
  bad_request: ["throws", "throws", ""],
  closed: ["throws", "throws", ""],
  input_too_large: ["falls back", "falls back", "warning"],
  auth: ["throws", "falls back", "error"],
  tls: ["throws", "falls back", "error"],
  model_load: ["throws", "falls back", "error"],
  tokenizer_mismatch: ["throws", "falls back", "error"],
  misconfigured: ["throws", "falls back", "error"],
  rate_limit: ["falls back", "falls back", "warning"],
  quota: ["falls back", "falls back", "error"],
  timeout: ["falls back", "falls back", "warning"],
  connection: ["falls back", "falls back", "warning"],
  overloaded: ["falls back", "falls back", "warning"],
  server_error: ["falls back", "falls back", "warning"],
  malformed: ["falls back", "falls back", "warning"],
  protocol: ["falls back", "falls back", "warning"],
  worker_crash: ["falls back", "falls back", "warning"],
  response_too_large: ["falls back", "falls back", "warning"],
  unavailable: ["falls back", "falls back", "warning"],
  internal: ["falls back", "falls back", "error"],
  breaker_open: ["falls back", "falls back", "warning"],
  cooldown: ["falls back", "falls back", "warning"],
  bulkhead_full: ["falls back", "falls back", "warning"],
  forced: ["falls back", "falls back", "warning"],
};
const codes = Object.keys(treatments) as RerankErrorCode[];
const failing = (code: RerankErrorCode) => ({ fail: rerankError(code, "on cue", { status: 418 }) });

describe.each(codes)("%s", (code) => {
  const [atStart, later, level] = rows[code];

  it(`at start it ${atStart}`, async () => {
    const { events, onEvent } = listener();
    const other = member("b:1");
    const call = withFallback(member("a:1", failing(code)), { fallbacks: [other], onEvent }).rerank(request);
    if (atStart === "throws") {
      const attempts = [{ rerankerId: "a:1", result: code, durationMs: expect.any(Number), status: 418 }];
      expect(await rejectionOf(call)).toMatchObject({ code, message: "on cue", attempts });
      expect([events, other.calls.length]).toEqual([[], 0]);
    } else {
      expect(await call).toMatchObject({ rerankerId: "b:1", outcome: { kind: "fallback" } });
      expect(events).toMatchObject([{ type: "degraded", code, level, answeredBy: "b:1" }]);
    }
  });

  it(`after a success it ${later}`, async () => {
    const { events, onEvent } = listener();
    const stack = withFallback(member("a:1", {}, failing(code)), { onEvent });
    expect((await stack.rerank(request)).outcome.kind).toBe("reranked");
    const call = stack.rerank(request);
    if (later === "throws") {
      expect(await rejectionOf(call)).toMatchObject({ code });
      expect(events).toEqual([]);
    } else {
      const { ranking, outcome, warnings } = await call;
      expect([ranking, outcome.kind]).toEqual([inputOrder, "first-stage"]);
      expect(outcome.attempts).toMatchObject([{ rerankerId: "a:1", result: code, status: 418 }]);
      expect(warnings).toEqual([{ code, message: "first-stage order: on cue" }]);
      expect(events).toMatchObject([{ type: "degraded", code, level, kind: "first-stage" }]);
    }
  });

  it("strict: it is thrown where nobody else answers", async () => {
    const { events, onEvent } = listener();
    const stack = withFallback(member("a:1", {}, failing(code)), { strict: true, onEvent });
    await stack.rerank(request);
    expect(await rejectionOf(stack.rerank(request))).toMatchObject({ code, attempts: [{ result: code }] });
    expect(events).toEqual([]);
  });

  it(`of a fallback at start it ${atStart}, with the attempts of both`, async () => {
    const fallbacks = [member("b:1", failing(code)), member("c:1")];
    const call = withFallback(member("a:1", { fail: "overloaded" }), { fallbacks }).rerank(request);
    const attempts = [
      { rerankerId: "a:1", result: "overloaded" },
      { rerankerId: "b:1", result: code },
    ];
    if (atStart === "throws") expect(await rejectionOf(call)).toMatchObject({ code, attempts });
    else expect(await call).toMatchObject({ outcome: { attempts: [...attempts, { result: "ok" }] } });
  });
});

describe("the start-up rule", () => {
  const wrong = { fail: "auth" } as const;

  it("ends with the first answer that scores something: neither warm-up nor an empty or blank list proves anything", async () => {
    const stack = withFallback(member("a:1", wrong, {}, wrong));
    await stack.warmup();
    await stack.rerank({ query: "q", documents: [] });
    await stack.rerank({ query: "q", documents: [" "] });
    expect(await rejectionOf(stack.rerank(request))).toMatchObject({ code: "auth" });
    await stack.rerank(request);
    expect((await stack.rerank(request)).outcome.kind).toBe("first-stage");
  });

  it("is of each member by itself: a fallback that answers does not excuse the one asked", async () => {
    const stack = withFallback(member("a:1", { fail: "overloaded" }, wrong), { fallbacks: [member("b:1")] });
    expect((await stack.rerank(request)).outcome.kind).toBe("fallback");
    expect(await rejectionOf(stack.rerank(request))).toMatchObject({ code: "auth" });
  });

  it("a fallback that has answered falls back from then on, though the one asked never did", async () => {
    const inner = member("a:1", { fail: "overloaded" }, { fail: "overloaded" });
    const stack = withFallback(inner, { fallbacks: [member("b:1", {}, wrong)] });
    expect((await stack.rerank(request)).outcome.kind).toBe("fallback");
    expect((await stack.rerank(request)).outcome.kind).toBe("first-stage");
  });

  it("a running search is not taken down by the wrong key of a fallback; it is told as an error", async () => {
    const { events, onEvent } = listener();
    const inner = member("a:1", {}, { fail: "overloaded" });
    const stack = withFallback(inner, { fallbacks: [member("b:1", wrong)], onEvent });
    await stack.rerank(request);
    expect((await stack.rerank(request)).outcome.kind).toBe("first-stage");
    expect(events).toMatchObject([{ code: "overloaded", level: "error" }]);
  });

  it("is of each wrapper instance by itself, whatever reranker it shares", async () => {
    const inner = member("a:1", {}, wrong);
    await withFallback(inner).rerank(request);
    expect(await rejectionOf(withFallback(inner).rerank(request))).toMatchObject({ code: "auth" });
  });
});

describe("fallbackOn", () => {
  it("is the whole set: what it leaves out is thrown, of the one asked and of fallbacks", async () => {
    const stack = withFallback(member("a:1", { fail: "timeout" }, { fail: "overloaded" }, { fail: "timeout" }), {
      fallbacks: [member("b:1", {}, { fail: "connection" })],
      fallbackOn: new Set<RerankErrorCode>(["timeout"]),
    });
    expect((await stack.rerank(request)).outcome.kind).toBe("fallback");
    expect(await rejectionOf(stack.rerank(request))).toMatchObject({ code: "overloaded" });
    const error = await rejectionOf(stack.rerank(request));
    expect(error).toMatchObject({ code: "connection", attempts: [{ result: "timeout" }, { result: "connection" }] });
  });

  it("naming a wrong setting lifts the start-up rule for it, loudly", async () => {
    const { events, onEvent } = listener();
    const stack = withFallback(member("a:1", { fail: "auth" }, { fail: "tls" }), { fallbackOn: ["auth"], onEvent });
    expect((await stack.rerank(request)).outcome.kind).toBe("first-stage");
    expect(events).toMatchObject([{ code: "auth", level: "error" }]);
    expect(await rejectionOf(stack.rerank(request))).toMatchObject({ code: "tls" });
  });

  it("an empty set falls back from nothing", async () => {
    const stack = withFallback(member("a:1", { fail: "timeout" }), { fallbackOn: [] });
    expect(await rejectionOf(stack.rerank(request))).toMatchObject({ code: "timeout" });
    expect(await rejectionOf(stack.rerank(request, { timeoutMs: 0 }))).toMatchObject({ code: "timeout" });
  });
});
