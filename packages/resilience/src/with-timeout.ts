import {
  type CallOptions,
  type Clock,
  defineWrapper,
  isRerankError,
  isTimeoutReason,
  onAbort,
  type RerankError,
  type Reranker,
  type RerankRequest,
  type RerankResponse,
  rerankError,
  systemClock,
} from "@secondpass/core";
import { checkWrapperOptions, type OptionRules, optionRules } from "./wrapper-options.ts";

/** What `withTimeout` takes. */
export interface TimeoutOptions {
  /** The longest that one attempt may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Default: the process's monotonic clock. */
  readonly clock?: Clock | undefined;
}

const rules: OptionRules<TimeoutOptions> = {
  timeoutMs: { ...optionRules.milliseconds, needed: true, advice: "say how long one attempt may take, such as 800" },
  clock: optionRules.clock,
};

/**
 * Limits how long one attempt takes. The inner reranker is handed the limit, or what is left of the call's budget where that
 * is less, as its `timeoutMs`. Where it does not keep that, its signal is aborted and the call rejects with `timeout`, which
 * names the limit; what the inner one says afterwards is ignored.
 *
 * `warmup` has no limit: loading a model is no attempt.
 *
 * @throws RerankError `misconfigured` where an option will not do.
 */
export function withTimeout(inner: Reranker, options: TimeoutOptions): Reranker {
  checkWrapperOptions("withTimeout", options, rules);
  const { timeoutMs, clock = systemClock } = options;
  const open = new Set<(reason: unknown) => void>();
  return defineWrapper(
    inner,
    {
      rerank(request, given) {
        const { timeoutMs: left = Number.POSITIVE_INFINITY } = given;
        const limitMs = Math.min(left, timeoutMs);
        if (limitMs <= 0) return Promise.reject(tooLong(inner, 0, true));
        const error = (): RerankError => tooLong(inner, limitMs, left < timeoutMs);
        return within({ inner, limitMs, clock, open, error }, request, given);
      },
      async close() {
        const closed = rerankError("closed", `${inner.id} is closed`, { provider: inner.id });
        for (const end of [...open]) end(closed);
      },
    },
    { clock },
  );
}

interface Attempted {
  readonly inner: Reranker;
  readonly limitMs: number;
  readonly clock: Clock;
  /** How close() ends attempts that are under way. */
  readonly open: Set<(reason: unknown) => void>;
  /** What is said once the limit is reached. */
  readonly error: () => RerankError;
}

function within(
  { inner, limitMs, clock, open, error }: Attempted,
  request: RerankRequest,
  given: CallOptions,
): Promise<RerankResponse> {
  const { signal: caller } = given;
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    let isTimeUp = false;
    const release = (): void => {
      cancelTimer();
      unlink?.();
      open.delete(stop);
    };
    const stop = (reason: unknown): void => {
      release();
      reject(reason);
      controller.abort(reason);
    };
    // An inner one that keeps its budget may be about to answer in part: it has the rest of this turn of the event loop.
    const timeUp = (reason: unknown, why: () => unknown): void => {
      isTimeUp = true;
      setImmediate(() => stop(why()));
      controller.abort(reason);
    };
    const settleBy = (thrown: unknown): void => {
      release();
      // Its own error where it has one; but the reason that it was told to stop with is no answer to the caller.
      reject(isTimeUp && !caller?.aborted && !isRerankError(thrown) ? error() : thrown);
    };
    // A signal that has timed out already goes as it is, so that the inner one starts nothing.
    const signal = caller?.aborted ? caller : controller.signal;
    const answer = inner.rerank(request, { ...given, signal, timeoutMs: limitMs });
    // Set after the inner one's own timer for the same moment, so that a budget kept within comes first.
    const cancelTimer = clock.after(limitMs, () => timeUp(timeOut(), error));
    const forward = (): void => {
      const reason: unknown = caller?.reason;
      if (isTimeoutReason(reason)) timeUp(reason, () => reason);
      else stop(reason);
    };
    const unlink = caller && onAbort(caller, forward);
    open.add(stop);
    if (caller?.aborted) forward();
    answer.then((response) => {
      release();
      resolve(response);
    }, settleBy);
  });
}

/** By this name whatever is inside knows that time has run out, and that nobody lost interest. */
function timeOut(): DOMException {
  return new DOMException("the time limit of one attempt was reached", "TimeoutError");
}

function tooLong({ id }: Reranker, limitMs: number, ofBudget: boolean): RerankError {
  const limit = ofBudget
    ? `the ${Math.ceil(limitMs)} ms that were left of the call's budget`
    : `its limit of ${limitMs} ms`;
  return rerankError("timeout", `${id}: no answer within ${limit}`, { provider: id });
}
