import type { CallOptions, Reranker, RerankRequest, RerankResponse } from "@secondpass/core";

/** One call of a held reranker, to be settled by the test. */
export interface HeldCall {
  readonly request: RerankRequest;
  readonly options: CallOptions;
  answer(response?: RerankResponse): void;
  fail(error: unknown): void;
}

/** A reranker that is made by hand: it heeds neither signal nor budget, and answers when the test says so. */
export interface HeldReranker extends Reranker {
  readonly calls: readonly HeldCall[];
}

/** An answer to any request of one document. */
export const answered: RerankResponse = {
  ranking: [{ index: 0, score: 1 }],
  rerankerId: "held:1",
  scoreScale: "similarity",
  outcome: { kind: "reranked", scored: 1, attempts: [{ rerankerId: "held:1", result: "ok", durationMs: 1 }] },
  warnings: [],
};

/** Makes a reranker whose calls wait for the test. */
export function heldReranker(): HeldReranker {
  const calls: HeldCall[] = [];
  return {
    id: "held:1",
    traits: { scoreScale: "similarity", pointwise: true },
    calls,
    rerank: (request, options = {}) =>
      new Promise((resolve, reject) => {
        calls.push({ request, options, answer: (response = answered) => resolve(response), fail: reject });
      }),
    warmup: async () => {},
    close: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
}
