import {
  type Clock,
  isRerankError,
  type RerankErrorCode,
  type Reranker,
  type RerankResponse,
  treatments,
} from "@secondpass/core";
import { createManualClock } from "@secondpass/testing/clock";
import { type Cue, scriptedReranker } from "@secondpass/testing/scripted";
import fc from "fast-check";
import { expect, it } from "vitest";
import { handMade, listener, never, settled, watch } from "./__fixtures__/fallback-parts.ts";
import { withFallback } from "./with-fallback.ts";

/** How one member's turn ends. */
type Ending = "answers" | "partly" | "hangs" | "heeds nothing" | RerankErrorCode;

const codes = Object.keys(treatments) as RerankErrorCode[];
const endings: fc.Arbitrary<Ending> = fc.oneof(
  fc.constantFrom<Ending>("answers", "partly", "hangs", "heeds nothing"),
  fc.constantFrom<Ending>(...codes),
);
const documents = fc.array(fc.constantFrom("a fox", "fox fox", "bread", "", " \t"), { maxLength: 8 });
const scenario = fc.record({
  // Calls, each with how every member would end it.
  calls: fc.array(fc.array(endings, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
  members: fc.integer({ min: 1, max: 4 }),
  documents,
  topN: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  strict: fc.boolean(),
  timeoutMs: fc.constantFrom(undefined, 0, 3, 50, 5000),
});

/** A reranker whose endings are given one by one; partly: it scores the first document alone. */
function memberOf(id: string, script: readonly Ending[], clock: Clock) {
  let at = 0;
  return handMade(id, async (request, options) => {
    const ending = script[at++] ?? "answers";
    return ending === "heeds nothing" ? never : scripted(id, ending, clock).rerank(request, options);
  });
}

function scripted(id: string, ending: Exclude<Ending, "heeds nothing">, clock: Clock) {
  const cues: Partial<Record<Ending, Cue>> = {
    answers: {},
    partly: { scores: [1] },
    hangs: { hang: true },
  };
  return scriptedReranker({
    id,
    clock,
    incomplete: "append",
    otherwise: cues[ending] ?? { fail: ending as RerankErrorCode },
  });
}

it("any sequence of endings of any members: in shape, agreeing with itself, told once", async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ calls, members, documents: texts, topN, strict, timeoutMs }) => {
      const clock = createManualClock();
      const { events, onEvent } = listener();
      const all = Array.from({ length: members }, (_, at) =>
        memberOf(
          `m:${at}`,
          calls.map((ends) => ends[at] as Ending),
          clock,
        ),
      );
      const [inner, ...fallbacks] = all as [Reranker, ...Reranker[]];
      const stack = withFallback(inner, { fallbacks, strict, clock, onEvent });
      const request = { query: "fox", documents: texts, topN };
      for (let call = 0; call < calls.length; call++) {
        const told = events.length;
        const state = watch(stack.rerank(request, { timeoutMs }));
        for (await settled(); !state.done; await settled()) clock.advance(20);
        if (state.value) checkAnswer(state.value, texts, topN, members);
        else checkFailure(state.reason, strict);
        expect(events.slice(told)).toMatchObject(toldOf(state.value));
      }
      expect(clock.pending).toBe(0);
    }),
    { numRuns: 400, seed: 20261121 },
  );
});

function checkAnswer(response: RerankResponse, texts: readonly string[], topN: number | undefined, members: number) {
  const { ranking, rerankerId, scoreScale, warnings } = response;
  const { kind, scored, attempts } = response.outcome;
  const length = Math.min(topN ?? texts.length, texts.length);
  // Each document once at most, and as many as were asked for.
  expect(ranking).toHaveLength(length);
  expect(new Set(ranking.map(({ index }) => index)).size).toBe(length);
  expect(ranking.every(({ index }) => index in texts)).toBe(true);

  const failed = attempts.filter(({ result }) => result !== "ok");
  const last = attempts.at(-1);
  expect(attempts.length).toBeLessThanOrEqual(members);
  // In the order of the chain, each asked once.
  expect(attempts.map((one) => one.rerankerId)).toEqual(attempts.map((_, at) => `m:${at}`));
  if (kind === "first-stage") {
    expect(ranking).toEqual(texts.slice(0, length).map((_, index) => ({ index, score: null })));
    expect([rerankerId, scoreScale, scored, attempts.length]).toEqual(["m:0", "unknown", 0, failed.length]);
    expect(attempts.length).toBeGreaterThan(0);
  } else if (kind === "fallback") {
    expect(rerankerId).not.toBe("m:0");
    expect(failed.length).toBeGreaterThan(0);
    // Nobody is asked, and so nothing tried, for a list without text.
    if (last?.result === "ok") expect([last.rerankerId, failed.length]).toEqual([rerankerId, attempts.length - 1]);
    else expect(scored).toBe(0);
  } else {
    expect([rerankerId, failed]).toEqual(["m:0", []]);
  }
  if (kind === "fallback" || kind === "first-stage") {
    expect(warnings.slice(0, failed.length).map(({ code }) => code)).toEqual(failed.map(({ result }) => result));
  }
}

/** One event for an answer that is not the one asked for; none for any other end. */
function toldOf(response: RerankResponse | undefined): readonly object[] {
  const kind = response?.outcome.kind;
  return kind === "fallback" || kind === "first-stage" ? [{ type: "degraded", kind }] : [];
}

function checkFailure(reason: unknown, strict: boolean): void {
  if (!isRerankError(reason)) throw reason;
  const results = reason.attempts?.map(({ result }) => result) ?? [];
  expect(results).toContain(reason.code);
  if (!strict) expect(treatments[reason.code].inStack).not.toBe("fall-back");
}
