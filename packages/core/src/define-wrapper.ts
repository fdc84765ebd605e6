import { systemClock } from "./clock.ts";
import type { Surroundings } from "./define-reranker.ts";
import type { WrapperDefinition } from "./definition.ts";
import { errorFrom } from "./error-from.ts";
import { createLifecycle } from "./lifecycle.ts";
import type { CallOptions } from "./request.ts";
import type { Reranker } from "./reranker.ts";
import { isTimeoutReason } from "./timeout-reason.ts";
import { checkOptions, validateCall } from "./validate-request.ts";

/**
 * Makes a Reranker that does something around another. It keeps the inner one's id and traits, checks the request, forwards
 * warmup, closes the inner one after itself, and rejects at once when the caller aborts or when it is closed.
 *
 * The definition's `rerank` is handed the caller's options as they came. It owns the budget: it passes on what is left of
 * `timeoutMs`. An abort whose reason is named TimeoutError is left to it too, since a stack answers that with the
 * first-stage order; a wrapper that just calls the inner reranker rejects with it.
 */
export function defineWrapper(
  inner: Reranker,
  definition: WrapperDefinition,
  surroundings: Surroundings = {},
): Reranker {
  const life = createLifecycle(inner.id, surroundings.clock ?? systemClock, async () => {
    try {
      await definition.close?.();
    } finally {
      await inner.close();
    }
  });
  // The scope has no budget and leaves time-outs alone: both are the definition's to deal with.
  const run = async <T>({ signal }: CallOptions, work: () => Promise<T>): Promise<T> => {
    try {
      return await life.call({ signal, ignores: isTimeoutReason }, (scope) => scope.race(work()));
    } catch (thrown) {
      throw signal?.aborted ? thrown : errorFrom(thrown, inner.id);
    }
  };
  return {
    id: inner.id,
    get traits() {
      return definition.traits ?? inner.traits;
    },
    async rerank(request, options = {}) {
      life.assertOpen();
      validateCall(request, options);
      return run(options, async () => definition.rerank(request, options));
    },
    async warmup(options = {}) {
      life.assertOpen();
      checkOptions(options);
      return run(options, async () => (definition.warmup ? definition.warmup(options) : inner.warmup(options)));
    },
    close: life.close,
    [Symbol.asyncDispose]: life.close,
  };
}
