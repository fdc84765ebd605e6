import { rerankError } from "@secondpass/core";
import { scriptedReranker } from "@secondpass/testing/scripted";
import { describe, expect, it, vi } from "vitest";
import { handMade, inputOrder, listener, member, ranked, rejectionOf, request } from "./__fixtures__/fallback-parts.ts";
import { withFallback } from "./with-fallback.ts";

const indices = (ranking: readonly { readonly index: number }[]): readonly number[] =>
  ranking.map(({ index }) => index);
const results = (attempts: readonly { readonly rerankerId: string; readonly result: string }[]): readonly string[] =>
  attempts.map(({ rerankerId, result }) => `${rerankerId} ${result}`);

describe("who answers", () => {
  it("the reranker asked: its answer is handed on as it is, and nothing is told", async () => {
    const answer = await member("a:1").rerank(request);
    const { events, onEvent } = listener();
    const stack = withFallback(
      handMade("a:1", async () => answer),
      { fallbacks: [member("b:1")], onEvent },
    );

    expect(await stack.rerank(request)).toBe(answer);
    expect([stack.id, events]).toEqual(["a:1", []]);
  });

  it("its partial answer is an answer: nobody else is asked", async () => {
    const partial = scriptedReranker({ id: "a:1", incomplete: "append", otherwise: { scores: [0.1] } });
    const other = member("b:1");
    const { events, onEvent } = listener();
    const { outcome } = await withFallback(partial, { fallbacks: [other], onEvent }).rerank(request);

    expect([outcome.kind, outcome.scored, other.calls.length, events]).toEqual(["partial", 1, 0, []]);
  });

  it("a fallback: with its own scores, scale, revision, id and usage, and everybody's attempts in order", async () => {
    const answer = await member("c:1").rerank(request);
    const usage = { tokens: 7 };
    const traits = { scoreScale: "probability", revision: "r7", usage } as const;
    const third = handMade("c:1", async () => ({ ...answer, ...traits }));
    const { events, onEvent } = listener();
    const stack = withFallback(member("a:1", { fail: "overloaded" }), {
      fallbacks: [member("b:1", { fail: "quota" }), third, member("d:1")],
      onEvent,
    });
    const response = await stack.rerank(request);

    expect(response).toMatchObject({ ...traits, rerankerId: "c:1", outcome: { kind: "fallback", scored: 3 } });
    expect(response.ranking).toBe(answer.ranking);
    expect(results(response.outcome.attempts)).toEqual(["a:1 overloaded", "b:1 quota", "c:1 ok"]);
    expect(response.warnings).toEqual([
      { code: "overloaded", message: "c:1 answered for a:1: a:1: overloaded on cue" },
      { code: "quota", message: "c:1 answered for b:1: b:1: quota on cue" },
    ]);
    // Loud, since somebody must pay b:1.
    const event = { type: "degraded", level: "error", rerankerId: "a:1", kind: "fallback", code: "overloaded" };
    expect(events).toEqual([{ ...event, answeredBy: "c:1" }]);
  });

  it("a fallback that scored only some: the kind is fallback, the rest is told by `scored` and a warning", async () => {
    const some = scriptedReranker({ id: "b:1", incomplete: "append", otherwise: { scores: [0.1] } });
    const inner = (): ReturnType<typeof member> => member("a:1", { fail: "overloaded" });
    const { outcome, warnings } = await withFallback(inner(), { fallbacks: [some] }).rerank(request);
    const own = await some.rerank(request);
    expect([outcome.kind, outcome.scored]).toEqual(["fallback", 1]);
    const partial = { code: "partial", message: "b:1 scored 1 of the documents, not all" };
    expect(warnings.slice(1)).toEqual([...own.warnings, partial]);

    const says = [{ code: "partial", message: "says so itself" }];
    const saying = handMade("b:1", async () => ({ ...own, warnings: says }));
    expect((await withFallback(inner(), { fallbacks: [saying] }).rerank(request)).warnings.slice(1)).toEqual(says);
  });

  it("nobody: input order with topN applied and blanks in their place, for the one asked", async () => {
    const { events, onEvent } = listener();
    const failing = member("b:1", { fail: rerankError("server_error", "b:1: 500", { status: 500 }) });
    const stack = withFallback(member("a:1", { fail: "connection" }), { fallbacks: [failing], onEvent });
    const { ranking, rerankerId, scoreScale, revision, outcome, warnings, usage } = await stack.rerank({
      ...request,
      topN: 3,
    });

    expect(ranking).toEqual(inputOrder.slice(0, 3));
    expect([rerankerId, scoreScale, revision, usage]).toEqual(["a:1", "unknown", undefined, undefined]);
    expect([outcome.kind, outcome.scored]).toEqual(["first-stage", 0]);
    expect(outcome.attempts).toEqual([
      { rerankerId: "a:1", result: "connection", durationMs: expect.any(Number) },
      { rerankerId: "b:1", result: "server_error", durationMs: expect.any(Number), status: 500 },
    ]);
    expect(warnings).toEqual([
      { code: "connection", message: "first-stage order: a:1: connection on cue" },
      { code: "server_error", message: "b:1 could not answer for it: b:1: 500" },
    ]);
    const event = { type: "degraded", level: "warning", rerankerId: "a:1", kind: "first-stage", code: "connection" };
    expect(events).toEqual([{ ...event, answeredBy: undefined }]);
  });

  it("nobody, and strict: the failure of the one asked is thrown, with everybody's attempts; nothing is told", async () => {
    const { events, onEvent } = listener();
    const cause = new Error("why");
    const failing = member("a:1", { fail: rerankError("rate_limit", "m", { retryAfterMs: 9, cause }) });
    const stack = withFallback(failing, { fallbacks: [member("b:1", { fail: "timeout" })], strict: true, onEvent });
    const error = await rejectionOf(stack.rerank(request));

    expect(error).toMatchObject({ code: "rate_limit", message: "m", retryAfterMs: 9, cause });
    expect(results((error as ReturnType<typeof rerankError>).attempts ?? [])).toEqual([
      "a:1 rate_limit",
      "b:1 timeout",
    ]);
    expect(events).toEqual([]);
    const rescued = await stack.rerank(request);
    expect(rescued.outcome.kind).toBe("reranked");
  });

  it("the attempts that a reranker names itself are kept, those of retries for one", async () => {
    const attempts = [1, 2].map((durationMs) => ({ rerankerId: "a:1", result: "server_error", durationMs }) as const);
    const inner = member("a:1", { fail: rerankError("server_error", "m", { attempts }) });
    const { outcome } = await withFallback(inner, { fallbacks: [member("b:1")] }).rerank(request);

    expect(outcome.attempts.slice(0, 2)).toEqual(attempts);
    expect(outcome.attempts[2]).toMatchObject({ rerankerId: "b:1", result: "ok" });
  });

  it("a stack within that had first-stage order alone is no answer: the next one is asked", async () => {
    const inside = [member("w:1", { fail: "quota" }, { fail: "server_error" })];
    const within = withFallback(member("a:1", { fail: "overloaded" }, { fail: "timeout" }), { fallbacks: inside });
    const { events, onEvent } = listener();
    const stack = withFallback(within, { fallbacks: [member("b:1"), member("c:1")], onEvent });
    const { rerankerId, outcome } = await stack.rerank(request);
    expect([rerankerId, outcome.kind, results(outcome.attempts)]).toEqual([
      "b:1",
      "fallback",
      ["a:1 overloaded", "w:1 quota", "b:1 ok"],
    ]);
    expect(events).toMatchObject([{ kind: "fallback", code: "quota", answeredBy: "b:1" }]);

    const hollow = await withFallback(within).rerank(request);
    expect([hollow.rerankerId, hollow.outcome.kind, results(hollow.outcome.attempts)]).toEqual([
      "a:1",
      "first-stage",
      ["a:1 timeout", "w:1 server_error"],
    ]);
  });

  it("first-stage order of which nothing else is known is `unavailable`", async () => {
    const answer = await withFallback(member("a:1", { fail: "timeout" })).rerank(request);
    const outcome = { ...answer.outcome, attempts: [] };
    const silent = handMade("a:1", async () => ({ ...answer, outcome }));
    const { events, onEvent } = listener();
    expect((await withFallback(silent, { onEvent }).rerank(request)).outcome).toEqual(outcome);
    expect(events).toMatchObject([{ code: "unavailable" }]);
  });

  it("what is thrown that is no RerankError, also at once, is `internal`: loud, and somebody stands in", async () => {
    const broken = [
      handMade("a:1", async () => Promise.reject(new TypeError("secret"))),
      handMade("a:1", () => {
        throw new TypeError("secret");
      }),
      handMade("a:1", async () => undefined as never),
    ];
    for (const inner of broken) {
      const { events, onEvent } = listener();
      const response = await withFallback(inner, { fallbacks: [member("b:1")], onEvent }).rerank(request);
      expect(results(response.outcome.attempts)).toEqual(["a:1 internal", "b:1 ok"]);
      expect(events).toMatchObject([{ level: "error", code: "internal" }]);
      expect(JSON.stringify([response, events])).not.toContain("secret");
    }
  });

  it("the traits are the inner reranker's, whoever answers", async () => {
    const inner = scriptedReranker({ traits: { scoreScale: "logit", pointwise: false } });
    expect(withFallback(inner, { fallbacks: [member("b:1")] }).traits).toBe(inner.traits);
  });
});

describe("forceDegraded", () => {
  it.each([[true], [{ to: "first-stage" } as const]])(
    "%o: first-stage order, attempt forced, nobody asked",
    async (to) => {
      const [inner, other] = [member("a:1"), member("b:1")];
      const { events, onEvent } = listener();
      const stack = withFallback(inner, { fallbacks: [other], forceDegraded: () => to, onEvent });
      const { ranking, rerankerId, outcome, warnings } = await stack.rerank(request);

      expect([ranking, rerankerId, outcome.kind]).toEqual([inputOrder, "a:1", "first-stage"]);
      expect(outcome.attempts).toEqual([{ rerankerId: "a:1", result: "forced", durationMs: 0 }]);
      expect(warnings).toMatchObject([{ code: "forced" }]);
      expect(events).toMatchObject([{ level: "warning", kind: "first-stage", code: "forced" }]);
      expect([inner.calls.length, other.calls.length]).toEqual([0, 0]);
    },
  );

  it("to the fallbacks: they are asked, and first-stage order follows where they fail", async () => {
    const [inner, other] = [member("a:1"), member("b:1", {}, { fail: "overloaded" })];
    const stack = withFallback(inner, { fallbacks: [other], forceDegraded: () => ({ to: "fallback" }) });
    const first = await stack.rerank(request);
    const second = await stack.rerank(request);

    expect([indices(first.ranking), first.outcome.kind]).toEqual([ranked, "fallback"]);
    expect(results(first.outcome.attempts)).toEqual(["a:1 forced", "b:1 ok"]);
    expect([second.outcome.kind, results(second.outcome.attempts)]).toEqual([
      "first-stage",
      ["a:1 forced", "b:1 overloaded"],
    ]);
    expect(inner.calls.length).toBe(0);
  });

  it("is asked before each call; strict throws `forced`; the start-up rule and `fallbackOn` do not bind it", async () => {
    let on = false;
    const options = { forceDegraded: () => on, fallbackOn: ["timeout"] } as const;
    const stack = withFallback(member("a:1"), options);
    const strict = withFallback(member("a:1"), { ...options, strict: true });
    expect((await stack.rerank(request)).outcome.kind).toBe("reranked");
    on = true;
    expect((await stack.rerank(request)).outcome.kind).toBe("first-stage");
    expect(await rejectionOf(strict.rerank(request))).toMatchObject({ code: "forced" });
  });

  it("a switch that throws, or answers something else, is off; that is told once, without its words", async () => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const forceDegraded = (): boolean => {
      throw new Error("secret");
    };
    const stack = withFallback(member("a:1"), { forceDegraded });
    for (let call = 0; call < 3; call++) expect((await stack.rerank(request)).outcome.kind).toBe("reranked");
    expect(warn).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(warn.mock.calls)).not.toContain("secret");
    warn.mockRestore();

    const asynchronous = (async () => true) as unknown as () => boolean;
    const { outcome } = await withFallback(member("a:1"), { forceDegraded: asynchronous }).rerank(request);
    expect(outcome.kind).toBe("reranked");
  });
});
