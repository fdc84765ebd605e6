import {
  type Clock,
  defineWrapper,
  errorFrom,
  firstStageResponse,
  type Reranker,
  type RerankResponse,
} from "@secondpass/core";
import type { OnEvent } from "@secondpass/resilience";

/** What a stack takes from its surroundings, beside the configuration. */
export interface StackSurroundings {
  readonly clock?: Clock | undefined;
  readonly random?: (() => number) | undefined;
  readonly onEvent?: OnEvent | undefined;
  readonly forceDegraded?: (() => boolean) | undefined;
}

interface Guards {
  readonly attemptTimeoutMs: number;
  readonly retry: { readonly retries: number } | false;
  readonly circuitBreaker: { readonly resetTimeoutMs: number } | false;
}

interface ResilientOptions extends StackSurroundings, Guards {
  readonly budgetMs: number;
  readonly strict: boolean;
  readonly fallbacks: readonly (Guards & { readonly reranker: Reranker })[];
}

/** In place of the stack of `@secondpass/resilience` until that is there: fallbacks alone, without guards. */
export function resilient(inner: Reranker, { fallbacks, strict }: ResilientOptions): Reranker {
  return defineWrapper(inner, {
    async rerank(request, options) {
      let last: unknown;
      for (const reranker of [inner, ...fallbacks.map((one) => one.reranker)]) {
        try {
          const answer = await reranker.rerank(request, options);
          return reranker === inner ? answer : asFallback(answer);
        } catch (error) {
          last = error;
        }
      }
      if (strict) throw last;
      return firstStageResponse(inner, request, errorFrom(last, inner.id), 0);
    },
    async close() {
      for (const { reranker } of fallbacks) await reranker.close();
    },
  });
}

function asFallback(answer: RerankResponse): RerankResponse {
  return { ...answer, outcome: { ...answer.outcome, kind: "fallback" } };
}
