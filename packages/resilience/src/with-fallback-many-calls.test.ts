import type { RerankErrorCode, RerankResponse } from "@secondpass/core";
import { createManualClock } from "@secondpass/testing/clock";
import { type Cue, scriptedReranker } from "@secondpass/testing/scripted";
import { expect, it } from "vitest";
import { listener, settled } from "./__fixtures__/fallback-parts.ts";
import { withFallback } from "./with-fallback.ts";

const calls = 10_000;
const inFlight = 50;

const codes = ["overloaded", "rate_limit", "server_error", "connection", "malformed", "quota", "internal"] as const;
/** 30 % of the calls, spread by a fixed multiplicative hash: a code, garbage, silence, or an answer too late. */
const faults: readonly Cue[] = [
  ...codes.map((fail: RerankErrorCode) => ({ fail })),
  { answer: { scores: [{ index: 99, score: 1 }] } },
  { answer: "<html>" },
  { hang: true },
  { delayMs: 60_000 },
];
const hashOf = (call: number): number => Math.imul(call + 1, 2_654_435_761) >>> 0;
const faultOf = (call: number): Cue | undefined =>
  hashOf(call) % 100 < 30 ? faults[(hashOf(call) >>> 8) % faults.length] : undefined;

/** Texts that name their call, so that an answer meant for another one shows. */
const documentsOf = (call: number): string[] =>
  Array.from({ length: (call % 5) + 2 }, (_, at) => (at === (call % 3) + 1 ? `word${call} fox` : `${call}/${at}`));

it.each([
  ["first-stage order", 0],
  ["a fallback, which fails now and then too", 1],
])(
  `${calls} calls, three in ten of them faulty, onto %s: every call ends, and each degradation was injected`,
  async (_, count) => {
    const clock = createManualClock();
    const cues = Array.from({ length: calls }, (_none, call) => faultOf(call) ?? {});
    const inner = scriptedReranker({ id: "a:1", clock, cues });
    const injected = cues.filter((cue) => Object.keys(cue).length > 0).length;
    const others = Array.from({ length: injected }, (_none, at) => faultOf(at) ?? {});
    const fallbacks = count === 0 ? [] : [scriptedReranker({ id: "b:1", clock, cues: others })];
    const { events, onEvent } = listener();
    const stack = withFallback(inner, { fallbacks, clock, onEvent });

    const kinds = new Map<string, number>();
    for (let start = 0; start < calls; start += inFlight) {
      const wave: Promise<RerankResponse>[] = [];
      for (let call = start; call < start + inFlight; call++) {
        wave.push(stack.rerank({ query: `word${call}`, documents: documentsOf(call) }, { timeoutMs: 500 }));
      }
      // Each turn ends by itself or by the clock.
      for (let passed = 0; passed <= 500; passed += 50) {
        await settled();
        clock.advance(50);
      }
      for (const [at, { ranking, outcome }] of (await Promise.all(wave)).entries()) {
        kinds.set(outcome.kind, (kinds.get(outcome.kind) ?? 0) + 1);
        checkOwn(start + at, ranking, outcome.kind);
      }
    }

    const failedToo = others.filter((cue) => Object.keys(cue).length > 0).length;
    const expected =
      count === 0 ? { "first-stage": injected } : { fallback: injected - failedToo, "first-stage": failedToo };
    expect(Object.fromEntries(kinds)).toEqual({ reranked: calls - injected, ...expected });
    expect(injected).toBeGreaterThan(2900);
    expect([events.length, inner.calls.length, clock.pending]).toEqual([injected, calls, 0]);
  },
);

/** A permutation of its own documents, the one with its own word on top where anybody scored it. */
function checkOwn(call: number, ranking: RerankResponse["ranking"], kind: string): void {
  const own = documentsOf(call);
  const got = ranking.map(({ index }) => index);
  if (new Set(got).size !== own.length || !got.every((index) => index in own)) throw new Error(`call ${call}: ${got}`);
  const top = own.findIndex((text) => text.startsWith(`word${call} `));
  const wanted = kind === "first-stage" || top < 0 ? 0 : top;
  if (got[0] !== wanted) throw new Error(`call ${call} (${kind}) begins with ${got[0]}, not ${wanted}`);
}
