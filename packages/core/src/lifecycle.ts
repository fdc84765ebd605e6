import { type CallScope, openScope, type ScopeOptions, timedOut } from "./call-scope.ts";
import type { Clock } from "./clock.ts";
import { rerankError } from "./errors.ts";

/** The open calls of one reranker, and its end. */
export interface Lifecycle {
  /** @throws RerankError `closed` after close. */
  assertOpen(): void;
  /** Runs one call in a scope of its own, which close() ends and which is released whatever happens. */
  call<T>(options: ScopeOptions, work: (scope: CallScope) => Promise<T>): Promise<T>;
  /** Ends calls in flight with `closed`, then releases; the same promise any number of times. */
  close(): Promise<void>;
}

/** Keeps track of open calls, so that close() can end them, and releases once. */
export function createLifecycle(id: string, clock: Clock, release: () => Promise<void>): Lifecycle {
  const open = new Set<CallScope>();
  let closing: Promise<void> | undefined;

  const closed = (): Error => rerankError("closed", `${id} is closed`, { provider: id });
  const assertOpen = (): void => {
    if (closing) throw closed();
  };

  return {
    assertOpen,
    async call(options, work) {
      assertOpen();
      const { signal, timeoutMs, ignores } = options;
      if (signal?.aborted && !ignores?.(signal.reason)) throw signal.reason;
      if (timeoutMs !== undefined && timeoutMs <= 0) throw timedOut(id);
      const scope = openScope(id, options, clock);
      open.add(scope);
      try {
        const result = await work(scope);
        if (scope.endedBy() === "caller" || scope.endedBy() === "closed") throw scope.reason();
        return result;
      } finally {
        open.delete(scope);
        scope.dispose();
      }
    },
    close() {
      if (closing) return closing;
      // Set before anybody is told: who listens for the end of a call may well call close() itself.
      closing = Promise.resolve().then(release);
      for (const scope of open) scope.end("closed", closed());
      return closing;
    },
  };
}
