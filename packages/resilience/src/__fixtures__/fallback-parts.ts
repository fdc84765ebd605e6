import type { CallOptions, Reranker, RerankRequest, RerankResponse } from "@secondpass/core";
import { type Cue, type ScriptedReranker, scriptedReranker } from "@secondpass/testing/scripted";
import { expect } from "vitest";
import type { OnEvent, ResilienceEvent } from "../events.ts";

/** Four documents, one blank; the third one answers. */
export const request: RerankRequest = { query: "fox", documents: ["a whale", "  ", "a red fox", "bread"] };
/** Its documents in input order, as nobody scored them. */
export const inputOrder = [0, 1, 2, 3].map((index) => ({ index, score: null }));
/** Indices as the script ranks them: by shared words, the blank one last. */
export const ranked = [2, 0, 3, 1];

/** A scripted reranker by that name. */
export function member(id: string, ...cues: readonly Cue[]): ScriptedReranker {
  return scriptedReranker({ id, cues });
}

/** A hand-made reranker that does as it likes: it heeds neither time nor signal unless `rerank` does. */
export function handMade(
  id: string,
  rerank: (request: RerankRequest, options: CallOptions) => Promise<RerankResponse>,
  rest: Partial<Reranker> = {},
): Reranker {
  const close = async (): Promise<void> => {};
  return {
    id,
    traits: { scoreScale: "unknown", pointwise: true },
    rerank: (asked, options = {}) => rerank(asked, options),
    warmup: async () => {},
    close,
    [Symbol.asyncDispose]: close,
    ...rest,
  };
}

/** Never settles. */
export const never: Promise<never> = new Promise<never>(() => {});

/** A listener, and what it heard. */
export function listener(): { readonly events: ResilienceEvent[]; readonly onEvent: OnEvent } {
  const events: ResilienceEvent[] = [];
  return { events, onEvent: (event) => void events.push(event) };
}

/** Lets everything run that is ready to run. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What a promise rejects with; fails the test where it does not. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => undefined,
    (reason: unknown) => ({ reason }),
  );
  expect(outcome, "the promise should have rejected").toBeDefined();
  return outcome?.reason;
}

/** How a promise stands by now. */
export function watch<T>(promise: Promise<T>): { value?: T; reason?: unknown; done: boolean } {
  const state: { value?: T; reason?: unknown; done: boolean } = { done: false };
  promise.then(
    (value) => Object.assign(state, { value, done: true }),
    (reason: unknown) => Object.assign(state, { reason, done: true }),
  );
  return state;
}
