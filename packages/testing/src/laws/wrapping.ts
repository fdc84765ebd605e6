import type { CallOptions, Reranker, RerankRequest } from "@secondpass/core";
import { demand, type Law } from "../law.ts";
import { scriptedReranker } from "../scripted.ts";
import { settle } from "../settle.ts";
import type { Subject } from "../subject.ts";

const request: RerankRequest = { query: "river", documents: ["a river", "bread"] };

const noWrapper = ({ wrap }: Subject): string | undefined => (wrap ? undefined : "it wraps nothing");

/** What an inner reranker was called with. */
interface Seen {
  readonly options: CallOptions;
}

/** A reranker that notes how it is called, and takes `delayMs` and fails the first time where told to. */
function observed(inner: Reranker): { readonly reranker: Reranker; readonly seen: Seen[]; closed: () => number } {
  const seen: Seen[] = [];
  let closed = 0;
  const reranker: Reranker = {
    id: inner.id,
    traits: inner.traits,
    rerank: (one, options = {}) => {
      seen.push({ options });
      return inner.rerank(one, options);
    },
    warmup: (options) => inner.warmup(options),
    close: () => {
      closed++;
      return inner.close();
    },
    [Symbol.asyncDispose]: () => reranker.close(),
  };
  return { reranker, seen, closed: () => closed };
}

const budgetPassedOn: Law = {
  name: "a wrapper passes on what is left of the budget",
  appliesNot: noWrapper,
  async check({ wrap }) {
    const pauseMs = 30;
    const failing = scriptedReranker({ cues: [{ fail: "overloaded", delayMs: pauseMs }] });
    const { reranker: inner, seen } = observed(failing);
    const wrapper = (wrap as (one: Reranker) => Reranker)(inner);
    const timeoutMs = 60_000;
    await settle(wrapper.rerank(request, { timeoutMs }));
    await wrapper.close();
    for (const [at, { options }] of seen.entries()) {
      const left = options.timeoutMs ?? Number.POSITIVE_INFINITY;
      // Timers may fire up to a millisecond early by this clock.
      const most = timeoutMs - at * (pauseMs - 1);
      demand(left > 0 && left <= most, `try ${at + 1} of the inner one was given ${left} ms, of at most ${most}`);
    }
  },
};

const contextPassedOn: Law = {
  name: "a wrapper passes on tenant, headers and provider options",
  appliesNot: noWrapper,
  async check({ wrap }) {
    const { reranker: inner, seen } = observed(scriptedReranker());
    const wrapper = (wrap as (one: Reranker) => Reranker)(inner);
    const given = { tenant: "t1", headers: { "x-trace": "1" }, providerOptions: { some: { knob: 1 } } };
    await wrapper.rerank(request, given);
    await wrapper.close();
    for (const { options } of seen) {
      const { tenant, headers, providerOptions } = options;
      const same = JSON.stringify({ tenant, headers, providerOptions }) === JSON.stringify(given);
      demand(same, "the inner reranker was not given what the caller gave");
    }
  },
};

const innerClosed: Law = {
  name: "closing a wrapper closes what it wraps",
  appliesNot: noWrapper,
  async check({ wrap }) {
    const { reranker: inner, closed } = observed(scriptedReranker());
    const wrapper = (wrap as (one: Reranker) => Reranker)(inner);
    await wrapper.close();
    demand(closed() > 0, "the inner reranker was not closed");
  },
};

/** What wrappers owe the reranker inside. */
export const wrappingLaws: readonly Law[] = [budgetPassedOn, contextPassedOn, innerClosed];
